import { Type, type Static } from 'typebox'
import { DataFlaw, readData } from '../../../../reference/data-file.ts'

const text = Type.String({ minLength: 1 })
const wordsSchema = Type.Object({
  whatItIs: text,
  whatWeDo: text,
  yourRights: text,
  changes: Type.Array(text, { maxItems: 5 }),
})
const versionSchema = Type.Object({
  version: Type.String({ pattern: '^[0-9a-z.-]{1,20}$' }),
  from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  fr: wordsSchema,
  en: wordsSchema,
})

/** One version of the terms of use and privacy notice, with its first day and at most five lines of what changed before it. */
export type TermsVersion = Static<typeof versionSchema>

const file = 'identity/terms.json'

/** The versions of data/identity/terms.json, in the order of their first days. Throws DataFlaw where two have one name or day. */
export const loadTerms = (): readonly TermsVersion[] => {
  const { versions } = readData(file, Type.Object({ versions: Type.Array(versionSchema, { minItems: 1 }) }))
  for (const [index, { version, from }] of versions.entries()) {
    const earlier = versions.slice(0, index)
    if (earlier.some((each) => each.version === version || each.from >= from))
      throw new DataFlaw(file, version, 'versions have a name each and stand in the order of their dates')
  }
  return versions
}
