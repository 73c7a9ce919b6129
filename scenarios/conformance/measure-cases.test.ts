import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { corpus, corpusPath, skipWithoutCorpus } from '../../tests/support/corpus.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { measures } from '../../src/reference/measures.ts'
import { openMeasureService, withTokens, type MeasureService, type Paired } from './support/national-measures.ts'

const set = 'measure-cases'
const guard = skipWithoutCorpus(set)
const text = Type.String()

// An oracle's word that the runner does not know stops it, so that nothing passes unread.
const words = ['status', 'entries', 'issueCode', 'diagnosticsIncludes', 'nothingStored', 'after', 'then']
const measureCase = Type.Object(
  {
    id: text,
    title: text,
    token: Type.Enum([
      'ok',
      'idpe-other',
      'no-write-consent',
      'id-token-invalid',
      'access-token-expired',
      'oid-conflict',
    ]),
    body: text,
    note: Type.Optional(text),
    expect: Type.Object({
      status: Type.Number(),
      entries: Type.Optional(Type.Array(text)),
      issueCode: Type.Optional(text),
      diagnosticsIncludes: Type.Optional(text),
      nothingStored: Type.Optional(Type.Literal(true)),
      after: Type.Optional(text),
    }),
  },
  { additionalProperties: false },
)
const casesFile = Compile(
  Type.Object({
    context: Type.Object({ editorOid: text, assignAuth: text, idPe: text }),
    cases: Type.Array(measureCase),
  }),
)
const query = Type.Object({
  id: text,
  params: Type.Record(text, Type.Union([text, Type.Array(text)])),
  expect: Type.Object(
    {
      status: Type.Optional(Type.Number()),
      total: Type.Optional(Type.Number()),
      page0: Type.Optional(Type.Array(text)),
      page: Type.Optional(Type.Array(text)),
      links: Type.Optional(Type.Array(text)),
      order: Type.Optional(text),
      diagnosticsIncludes: Type.Optional(text),
    },
    { additionalProperties: false },
  ),
})
const searchFile = Compile(
  Type.Object({
    seed: Type.Array(Type.Object({ key: text, value: Type.Number(), effectiveDateTime: text })),
    queries: Type.Array(query),
    bmiDerived: Type.Array(
      Type.Object({ date: text, weightKg: Type.Number(), heightCm: Type.Number(), bmi: Type.Number() }),
    ),
  }),
)

const read = (name: string): unknown => {
  const path = corpus(`${set}/${name}`)
  return path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'))
}
const { context, cases } = casesFile.Parse(
  read('cases.json') ?? { context: { editorOid: '', assignAuth: '', idPe: '' }, cases: [] },
)
const { seed, queries, bmiDerived } = searchFile.Parse(read('search.json') ?? { seed: [], queries: [], bmiDerived: [] })

let service: MeasureService
before(async () => {
  if (guard.skip === false) service = await openMeasureService()
})
after(() => service?.close())

/** The pseudonym of the file is somebody's of our own. */
const forPerson = (written: string, { idPe }: Paired): string => written.replaceAll(context.idPe, idPe)

const requestOf = ({ body }: { body: string }, person: Paired): string =>
  forPerson(readFileSync(corpusPath(set, body), 'utf8'), person)

const wide = 'date=ge2026-01-01&date=le2026-12-31&_count=100&_include=Observation:device'

const stored = async (person: Paired): Promise<unknown[]> => {
  const kept = await Promise.all(
    measures.map(async ({ code }) => {
      const address = `/Observation?code=${code}&subject.identifier=${person.assignAuth}|${person.idPe}&${wide}`
      return listAt((await service.send(person, address)).body, 'entry')
    }),
  )
  return kept.flat()
}

for (const one of cases) {
  test(`${one.id}: ${one.title}`, guard, async () => {
    const person = await service.newcomer()
    const shown = await withTokens(service, person, one.token)
    const whose = one.token === 'no-write-consent' ? shown : person
    const earlier = cases.find(({ id }) => id === one.expect.after)
    if (earlier) assert.equal((await service.send(person, '', requestOf(earlier, person))).status, 200)
    const found = await stored(whose)
    const answer = await service.send(shown, '', requestOf(one, whose))
    const { status, entries, issueCode, diagnosticsIncludes } = one.expect
    assert.deepEqual(
      Object.keys(one.expect).filter((word) => !words.includes(word)),
      [],
    )
    assert.equal(answer.status, status, answer.text)
    if (entries) {
      const responses = listAt(answer.body, 'entry').map((entry) => at(entry, 'response.status'))
      assert.deepEqual(responses, entries)
    }
    if (issueCode !== undefined) assert.equal(at(answer.body, 'issue.0.code'), issueCode)
    const said = String(at(answer.body, 'issue.0.diagnostics'))
    if (diagnosticsIncludes !== undefined) assert.ok(said.includes(diagnosticsIncludes), said)
    if (status >= 400) assert.deepEqual(await stored(whose), found, 'nothing is left behind')
    else assert.ok((await stored(whose)).length > found.length, 'it is told again')
    const followed = at(one.expect, 'then')
    if (followed !== undefined) {
      const source = at((await stored(whose))[0], 'resource.meta.source')
      assert.equal(`stored meta.source = ${String(source)}`, followed)
    }
  })
}

test('the corpus has forty-four cases', guard, (told) => {
  assert.equal(cases.length, 44)
  told.diagnostic(`${cases.length} cases of the corpus answered as their oracle states`)
})

test('every search of the corpus finds what its oracle states', guard, async (told) => {
  const person = await service.newcomer()
  const sayings = seed.map(({ key, value, effectiveDateTime: when }) => ({
    kind: key,
    at: when,
    values: { value: String(value) },
  }))
  await service.keep(person, sayings)
  const whose = `${context.assignAuth}|${context.idPe}`
  for (const { id, params, expect } of queries) {
    const asked = { 'subject.identifier': whose, ...params }
    const parameters = new URLSearchParams(
      Object.entries(asked).flatMap(([name, values]) =>
        [values].flat().map((value): [string, string] => [name, forPerson(value, person)]),
      ),
    )
    const answer = await service.send(person, `/Observation?${parameters.toString()}`)
    assert.equal(answer.status, expect.status ?? 200, `${id}: ${answer.text}`)
    const said = String(at(answer.body, 'issue.0.diagnostics'))
    if (expect.diagnosticsIncludes !== undefined) assert.ok(said.includes(expect.diagnosticsIncludes), said)
    if (expect.total !== undefined) assert.equal(at(answer.body, 'total'), expect.total, id)
    const when = listAt(answer.body, 'entry').map((entry) => at(entry, 'resource.effectiveDateTime'))
    const wanted = expect.page ?? expect.page0
    if (wanted) assert.deepEqual(when, wanted, id)
    const links = listAt(answer.body, 'link').map((link) => at(link, 'relation'))
    if (expect.links) assert.deepEqual(links, expect.links, id)
  }
  told.diagnostic(`${queries.length} searches over ${seed.length} measurements answered as their oracle states`)
})

test('body mass is computed as the oracle states', guard, async () => {
  const person = await service.newcomer()
  for (const { date, weightKg, heightCm } of bmiDerived)
    await service.keep(person, [
      { kind: 'body-weight', at: `${date}T08:00:00Z`, values: { value: String(weightKg) } },
      { kind: 'body-height', at: `${date}T07:00:00Z`, values: { value: String(heightCm) } },
    ])
  const address = `/Observation?code=39156-5&subject.identifier=${person.assignAuth}|${person.idPe}&${wide}`
  const told = listAt((await service.send(person, address)).body, 'entry').map((entry) => [
    String(at(entry, 'resource.effectiveDateTime')).slice(0, 10),
    at(entry, 'resource.valueQuantity.value'),
  ])
  assert.deepEqual(told, bmiDerived.map(({ date, bmi }) => [date, bmi]).toReversed())
})
