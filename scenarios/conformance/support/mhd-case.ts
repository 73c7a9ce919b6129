import { readFileSync } from 'node:fs'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { corpus, corpusPath } from '../../../tests/support/corpus.ts'

const text = Type.String()

const following = Type.Object(
  {
    check: Type.Optional(text),
    method: Type.Optional(Type.Literal('GET')),
    path: Type.Optional(text),
    accept: Type.Optional(text),
    total: Type.Optional(Type.Number()),
    typeCode: Type.Optional(text),
    classCode: Type.Optional(text),
    hash: Type.Optional(text),
    size: Type.Optional(Type.Number()),
    rawSha1Base64: Type.Optional(text),
  },
  { additionalProperties: false },
)

// Closed shapes: an oracle's word that the runner does not know stops it, so that nothing passes unread.
const expected = Type.Object(
  {
    status: Type.Optional(Type.Number()),
    statusIn: Type.Optional(Type.Array(Type.Number())),
    issueDetailsCodeAnyOf: Type.Optional(Type.Array(text)),
    bundleType: Type.Optional(text),
    resourceType: Type.Optional(text),
    entries: Type.Optional(Type.Number()),
    entryStatusStartsWith: Type.Optional(text),
    sameOrder: Type.Optional(Type.Boolean()),
    nothingStored: Type.Optional(Type.Boolean()),
    following: Type.Optional(Type.Array(following)),
    note: Type.Optional(text),
  },
  { additionalProperties: false },
)

const mhdCase = Type.Object(
  {
    id: text,
    title: text,
    method: Type.Enum(['POST', 'PATCH']),
    path: text,
    contentType: text,
    body: text,
    after: Type.Optional(text),
    note: Type.Optional(text),
    expect: expected,
  },
  { additionalProperties: false },
)

/** One request of the corpus and the answer its oracle states. */
export type MhdCase = Static<typeof mhdCase>

/** What an oracle asks to look at afterwards. */
export type Following = Static<typeof following>

const file = Compile(Type.Object({ cases: Type.Array(mhdCase) }))

// The oracle's word for what comes next is one that no object of ours may have.
const readCases = (path: string): MhdCase[] =>
  file.Parse(JSON.parse(readFileSync(path, 'utf8').replaceAll('"then":', '"following":'))).cases

/** The cases of the corpus; none where it is absent. */
export const mhdCases: readonly MhdCase[] =
  corpus('mhd-cases') === undefined ? [] : readCases(corpusPath('mhd-cases', 'cases.json'))

/** The text of a case's request, its placeholders not yet filled. */
export const requestOf = ({ body }: MhdCase): string => readFileSync(corpusPath('mhd-cases', body), 'utf8')
