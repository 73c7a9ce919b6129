import { hkdfSync } from 'node:crypto'
import { openBox, sealBox, type BoxContext } from './sealed-box.ts'
import type { FieldContext } from './space-keys.ts'
import { shardCount, shardOf } from './wrapped-key.ts'

/** Seals what the register keeps of a person before there is a space: bound to the person's id (`rowId`) and to its place. */
export interface RegisterSeal {
  /** Seals a field of a row; 33 bytes longer. */
  sealField(context: FieldContext, plain: Buffer): Buffer
  /** Opens a field. Throws the fault `sealed-data-damaged` for another person, another place or any changed byte. */
  openField(context: FieldContext, sealed: Buffer): Buffer
}

const registerBox = ({ rowId, ...place }: FieldContext): BoxContext => ({
  ...place,
  purpose: 'register',
  objectId: rowId,
})

/**
 * The seal of the register over its system key (32 bytes). One key for a whole population would seal more than the chance nonces
 * of AES-GCM bear: each person falls to one of 1,024 subkeys, made when first used.
 * Spec: HKDF-SHA-256(key, salt empty, info "carnet/v1/register/" ‖ shard, 32), shard as for a space.
 */
export const createRegisterSeal = (key: Buffer): RegisterSeal => {
  const subkeys: (Buffer | undefined)[] = Array.from({ length: shardCount })
  const subkeyOf = (personId: string): Buffer => {
    const shard = shardOf(personId)
    const known = subkeys[shard]
    if (known !== undefined) return known
    const fresh = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `carnet/v1/register/${shard}`, 32))
    subkeys[shard] = fresh
    return fresh
  }
  return {
    sealField: (context, plain) => sealBox(subkeyOf(context.rowId), registerBox(context), plain),
    openField: (context, sealed) => openBox(subkeyOf(context.rowId), registerBox(context), sealed),
  }
}
