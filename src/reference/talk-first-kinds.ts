import { Type } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'
import type { Language } from './language.ts'

const path = 'talk-first.json'
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const text = Type.String({ minLength: 1 })

const schema = Type.Object({
  about: Type.String(),
  versions: Type.Array(
    Type.Object({
      from: day,
      kinds: Type.Array(Type.Object({ code: text, fr: text, en: text, types: Type.Array(text, { minItems: 1 }) }), {
        minItems: 1,
      }),
    }),
    { minItems: 1 },
  ),
  examples: Type.Array(Type.Object({ type: text, at: day, kind: Type.Optional(text) })),
})

/** A kind of result that a person may want to hear from their doctor first; `types` are codes of documents. */
export interface TalkFirstKind extends Readonly<Record<Language, string>> {
  readonly code: string
  readonly types: readonly string[]
}

const { versions, examples } = readData(path, schema)
versions.forEach(({ from, kinds }, index) => {
  if (index > 0 && (versions[index - 1]?.from ?? '') >= from)
    throw new DataFlaw(path, from, 'versions stand in the order of their dates')
  const types = kinds.flatMap((kind) => kind.types)
  if (new Set(types).size < types.length) throw new DataFlaw(path, from, 'a type stands for two kinds')
})

/** The kinds that are offered on a day (`YYYY-MM-DD` or a longer ISO text), in their order. */
export const talkFirstKinds = (at: string): readonly TalkFirstKind[] =>
  (versions.findLast(({ from }) => from <= at.slice(0, 10)) ?? versions[0])?.kinds ?? []

/** Of which kind a document of this type is that came in on a day; none for most. */
export const talkFirstKindOf = (type: string, at: string): string | undefined =>
  talkFirstKinds(at).find(({ types }) => types.includes(type))?.code

for (const { type, at, kind } of examples)
  if (talkFirstKindOf(type, at) !== kind) throw new DataFlaw(path, type, 'its own example disagrees')
