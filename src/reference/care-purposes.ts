import { Type } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'

const path = 'access/purposes.json'
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const text = Type.String({ minLength: 1 })

const schema = Type.Object({
  versions: Type.Array(Type.Object({ from: day, care: Type.Array(text, { minItems: 1 }) }), { minItems: 1 }),
  examples: Type.Array(Type.Object({ code: text, at: day, isCare: Type.Boolean() })),
})

const { versions, examples } = readData(path, schema)
versions.forEach(({ from }, index) => {
  if (index > 0 && (versions[index - 1]?.from ?? '') >= from)
    throw new DataFlaw(path, from, 'versions stand in the order of their dates')
})

/** Whether a code of HL7 PurposeOfUse, or a word of VIHF, stands for care on a day (`YYYY-MM-DD` or a longer ISO text). */
export const isCarePurpose = (code: string, at: string): boolean => {
  const version = versions.findLast(({ from }) => from <= at.slice(0, 10)) ?? versions[0]
  return version?.care.includes(code) === true
}

for (const { code, at, isCare } of examples)
  if (isCarePurpose(code, at) !== isCare) throw new DataFlaw(path, code, 'its own example disagrees')
