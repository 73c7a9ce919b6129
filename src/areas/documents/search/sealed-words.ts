import type { Keys } from '../../../keys/keys.ts'
import { isUuid } from '../../../platform/ids.ts'
import { longestQuery } from './sought-words.ts'
import type { DocumentSearch } from './types.ts'

const placeOf = (spaceId: string) => ({ table: 'search', rowId: spaceId, column: 'words', version: 1 }) as const

/** All that is looked for is padded to a multiple of this: an address tells hardly how long it was. */
const blockBytes = 64

// Figures and six letters: an address by chance spells no word.
const shape = /^[0-9a-f]{2,2400}$/

const pad = (words: string): Buffer => {
  const bytes = Buffer.from(words.slice(0, longestQuery))
  return Buffer.concat([bytes, Buffer.alloc(blockBytes - (bytes.length % blockBytes))])
}

/**
 * Makes the seal that carries what is looked for from the form to the page of results, and from page to page: what people look for is
 * health data, and an address stays in histories and logs. Bound to the space: it opens for no other.
 */
export const createSealedWords = (
  keys: Pick<Keys, 'registerSeal'>,
): Pick<DocumentSearch, 'sealWords' | 'openWords'> => ({
  sealWords: async (spaceId, words) =>
    (await keys.registerSeal()).sealField(placeOf(spaceId), pad(words)).toString('hex'),
  openWords: async (spaceId, sealed) => {
    if (!shape.test(sealed) || !isUuid(spaceId)) return undefined
    const seal = await keys.registerSeal()
    try {
      const bytes = seal.openField(placeOf(spaceId), Buffer.from(sealed, 'hex'))
      return bytes.toString('utf8').replaceAll('\0', '')
    } catch {
      return undefined
    }
  },
})
