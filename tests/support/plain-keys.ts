import { createHmac } from 'node:crypto'
import type { IdentityKeys, SealedPlace } from '../../src/areas/identity/index.ts'

const seed = Buffer.alloc(32, 7)

const placeText = (spaceId: string, place: SealedPlace): string => `${spaceId}${JSON.stringify(place)}`

/** Keys that hide nothing but refuse what was sealed elsewhere: enough for what identity does with them. */
export const plainKeys: IdentityKeys = {
  lookupHash: (text) => createHmac('sha256', seed).update(text).digest(),
  spaceKeys: async (spaceId) => ({
    sealField: (place, plain) =>
      Buffer.concat([createHmac('sha256', seed).update(placeText(spaceId, place)).digest(), plain]),
    openField: (place, sealed) => {
      const mark = createHmac('sha256', seed).update(placeText(spaceId, place)).digest()
      if (!mark.equals(sealed.subarray(0, 32))) throw new Error('sealed elsewhere')
      return sealed.subarray(32)
    },
  }),
}
