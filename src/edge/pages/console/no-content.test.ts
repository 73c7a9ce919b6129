import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findHealthWords } from '../../../../tests/support/browser-health-words.ts'
import {
  beginSession,
  dominique,
  openCase,
  openStaffKit,
  type AtConsole,
  type StaffKit,
} from '../../../../tests/support/staff-kit.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

/** What the board of what is sent names of every facility, whoever its patients are: of nobody, so it tells nothing of this space. */
const board = '/console/feeds'

/** Titles, authors, depositors, types of whatever the holder's space holds, as their own pages show them; `persons`: the names among them. */
const documentFacts = async (): Promise<{ all: string[]; persons: string[] }> => {
  const { carnet } = kit.installation
  const { documents, register } = carnet
  const person = await register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominique.ins })
  const spaceId = person?.spaceId ?? ''
  const visitor = {
    actor: { kind: 'holder', id: spaceId, name: 'Dominique PAT-TROIS' },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  } as const
  const { entries } = await documents.listDocuments(visitor, { spaceId }, { count: 100 })
  const persons = entries.flatMap(({ authors }) => authors.map(({ person: author }) => author?.family ?? ''))
  const others = entries.flatMap(({ title, authors, depositedBy, type }) => [
    title,
    depositedBy.name,
    type.display ?? type.code,
    ...authors.map(({ facility }) => facility?.name ?? ''),
  ])
  return { all: [...new Set([...persons, ...others])], persons }
}

const linksIn = (body: string): string[] =>
  [...body.matchAll(/href="(\/console[^"?]*)(?:\?[^"]*)?"/g)].flatMap(([, href]) => (href === undefined ? [] : [href]))

/** Every page that can be reached from some, by links alone. */
const walk = async (at: AtConsole, starts: readonly string[]): Promise<Map<string, string>> => {
  const seen = new Map<string, string>()
  const waiting = [...starts]
  for (let path = waiting.shift(); path !== undefined && seen.size < 300; path = waiting.shift()) {
    if (seen.has(path)) continue
    const { body, type, text } = await at.get(path)
    seen.set(path, type.startsWith('text/') ? `${text} ${/<title>(.*?)<\/title>/.exec(body)?.[1] ?? ''}` : '')
    if (type.startsWith('text/html')) waiting.push(...linksIn(body))
  }
  return seen
}

const titleOf = async (at: AtConsole, path: string): Promise<string> =>
  /<title>(.*?)<\/title>/.exec((await at.get(path)).body)?.[1] ?? ''

test('no page of the console tells anything of what a space holds, nor how much', async () => {
  const { all, persons } = await documentFacts()
  const facts = all.filter((fact) => fact.length > 3)
  assert.ok(facts.length > 8, 'a populated space')
  const operator = await kit.as(['operator', 'reviewer', 'phone-agent'])
  const agent = await kit.as(['counter-agent'])
  const pages = [
    ...(await walk(operator, ['/console', await openCase(operator, dominique, 'post')])),
    ...(await walk(agent, [await beginSession(agent, dominique)])),
  ]
  assert.ok(pages.length > 20, String(pages.length))
  for (const [path, text] of pages) {
    const isBoard = path.startsWith(board)
    for (const fact of facts)
      assert.ok(!text.includes(fact) || (isBoard && !persons.includes(fact)), `${path} says ${fact}`)
    if (!isBoard) assert.doesNotMatch(text, /\d+ documents?\b/, path)
  }
})

test('no title of the console names a person or a word of health', async () => {
  const operator = await kit.as(['operator', 'reviewer', 'phone-agent'], 'titles')
  const place = await openCase(operator, dominique, 'post')
  for (const path of (await walk(operator, ['/console', place])).keys()) {
    const title = await titleOf(operator, path)
    assert.deepEqual(findHealthWords(title), [], `${path}: ${title}`)
    assert.doesNotMatch(title, /PAT-TROIS|Dominique/)
    assert.deepEqual(findHealthWords(path.replaceAll(/[0-9a-f-]{36}/g, '')), [], path)
  }
})

test('that something arrived before the opening leaves no trace at the desk', async () => {
  const { carnet } = kit.installation
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '188074809500241' }
  const gabin = { ins: ins.value, birthDate: '02/07/1988', postalCode: '48000' }
  const phone = await kit.as(['phone-agent'])
  const place = await openCase(phone, gabin)
  const shownBefore = (await phone.get(place)).text
  await carnet.enrolment.lives.awaitDeposits(ins)
  const person = await carnet.register.findPersonByIns(ins)
  assert.notEqual(person?.spaceId, null, 'something waits')
  assert.equal((await phone.get(place)).text, shownBefore)
})
