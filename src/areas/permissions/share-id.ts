import type { Keys } from '../../keys/keys.ts'
import { uuidOf } from '../../platform/ids.ts'

/** The id of the permission that a share code stands for: made of the keyed hash of the code, so that it tells nothing of it. */
export const shareIdOf = (keys: Pick<Keys, 'lookupHash'>, code: string): string =>
  uuidOf(keys.lookupHash(`share-code|${code}`).toString('hex'))
