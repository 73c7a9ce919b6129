import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { dataFolder, readData } from '../../src/reference/data-file.ts'

const expected = Type.Object({
  uniqueId: Type.String(),
  setId: Type.String(),
  type: Type.String(),
  documentClass: Type.String(),
  format: Type.String(),
  title: Type.String(),
  creationTime: Type.String(),
  author: Type.Object({ family: Type.String(), given: Type.String() }),
  facility: Type.String(),
  facilityType: Type.String(),
  practiceSetting: Type.String(),
  start: Type.String(),
  end: Type.Optional(Type.String()),
  events: Type.Array(Type.String()),
  orders: Type.Array(Type.String()),
  ins: Type.String(),
  birthTime: Type.String(),
  birthplace: Type.String(),
  body: Type.String(),
  embedded: Type.Integer(),
  sections: Type.Array(Type.String()),
})

const schema = Type.Object({
  about: Type.String(),
  examples: Type.Array(
    Type.Object({
      file: Type.String(),
      deposits: Type.Union([Type.Literal('laboratory'), Type.Literal('hospital')]),
      about: Type.String(),
      expected,
    }),
  ),
})

/** Our own example documents as data/examples/index.json describes them. */
export const cdaExamples = readData('examples/index.json', schema).examples

/** The bytes of one of our examples. */
export const exampleBytes = (file: string): Buffer => readFileSync(join(dataFolder, 'examples', file))

/** One of our examples with a text replaced: throws when the text is not there, so that no case tests nothing. */
export const exampleWith = (file: string, from: string | RegExp, to: string): Buffer => {
  const whole = exampleBytes(file).toString('utf8')
  const changed = whole.replace(from, to)
  if (changed === whole) throw new Error(`${file} does not hold ${String(from)}`)
  return Buffer.from(changed)
}
