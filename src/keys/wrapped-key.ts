import type { BoxContext } from './sealed-box.ts'
import { uuidBytes } from '../platform/ids.ts'

/** How many shard keys there are. Never changed: the number of a space's shard stands in its row. */
export const shardCount = 1024

/** The shard a space belongs to: the last bits of its id, which are random whatever the version of the UUID. */
export const shardOf = (spaceId: string): number => uuidBytes(spaceId).readUInt16BE(14) % shardCount

/** What a wrapped shard key is bound to. */
export const shardBox = (shard: number): BoxContext => ({ purpose: 'shard', table: 'keys.shard_key', version: shard })

/** What a wrapped system key is bound to; a purpose is at most 24 characters. */
export const systemBox = (purpose: string): BoxContext => ({
  purpose: 'system',
  table: 'keys.system_key',
  column: purpose,
})

/** A row of keys.space_key as SQL gives it, also to the door, which reads it with the standing facts. */
export interface WrappedSpaceKey {
  spaceId: string
  version: number
  shard: number
  wrapped: Buffer
}

/** What a wrapped space key is bound to. */
export const spaceBox = ({ spaceId, version, shard }: Omit<WrappedSpaceKey, 'wrapped'>): BoxContext => ({
  purpose: 'space',
  table: 'keys.space_key',
  spaceId,
  keyVersion: version,
  version: shard,
})
