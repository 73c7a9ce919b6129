import { Type, type Static } from 'typebox'
import { DataFlaw, readData } from '../../reference/data-file.ts'

const path = 'feeding/mandatory-deposit.json'
const text = Type.String({ minLength: 1 })
const texts = Type.Array(text, { minItems: 1 })

const line = Type.Object({
  id: Type.String({ pattern: '^[a-z-]+$' }),
  fr: text,
  en: text,
  typeCodes: texts,
  from: Type.Union([Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), Type.Null()]),
  producers: texts,
  exceptions: Type.Optional(texts),
  confidence: text,
})

/** What somebody owes to the spaces: documents of these types, from a day on, or since before there was a date (null). */
export type OwedLine = Static<typeof line>

const readLines = (): readonly OwedLine[] => {
  const { lines } = readData(path, Type.Object({ source: texts, lines: Type.Array(line, { minItems: 1 }) }))
  const seen = new Set<string>()
  for (const { id, typeCodes } of lines)
    for (const key of [id, ...typeCodes]) {
      if (seen.has(key)) throw new DataFlaw(path, id, `${key} stands here twice`)
      seen.add(key)
    }
  return lines
}

/** data/feeding/mandatory-deposit.json: each type code in one line at most. Throws DataFlaw when it does not fit. */
export const owedLines: readonly OwedLine[] = readLines()
