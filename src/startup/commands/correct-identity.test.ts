import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  depositFor,
  holderOf,
  inventedIns,
  inventedTraits,
  openInvented,
  readableBy,
} from '../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { registerPersons } from '../register-persons.ts'
import { dayOf } from '../../platform/calendar.ts'
import type { Terminal } from '../../platform/terminal.ts'
import {
  confirmCorrectionCommand,
  correctIdentityCommand,
  listCorrectionsCommand,
  mergePersonsCommand,
  replaceIdentifierCommand,
  splitPersonCommand,
  undoCorrectionCommand,
} from './correct-identity.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const run = async (command: (terminal: Terminal) => Promise<number>): Promise<string> => {
  const lines: string[] = []
  const silent = { progress: () => {}, fail: () => {}, readInput: async () => '' }
  const code = await command({ ...silent, print: (line) => void lines.push(line) })
  assert.equal(code, 0)
  return lines.join('\n')
}

const asked = async (command: (terminal: Terminal) => Promise<number>): Promise<string> => {
  const id = /carnet identity confirm ([0-9a-f-]+)$/.exec(await run(command))?.[1]
  assert.ok(id)
  return id
}

const operator = { as: 'operator', json: false }
const confirm = (id: string, as = 'reviewer'): Promise<string> =>
  run((terminal) => confirmCorrectionCommand(installation.carnet, { id, as, json: false, dryRun: false }, terminal))

const correct = (person: string, traits: Record<string, string>) => (terminal: Terminal) =>
  correctIdentityCommand(installation.carnet, { ...operator, ...traits, person }, terminal)

const split =
  (from: string, to: string, documents: string) =>
  (terminal: Terminal): Promise<number> =>
    splitPersonCommand(installation.carnet, { ...operator, from, to, documents, dryRun: false }, terminal)

let next = 7000
const someone = async () => {
  next += 1
  return { ins: inventedIns(next), ...(await openInvented(installation, next, 'DUPOND')) }
}

const familyOf = async (spaceId: string): Promise<string> =>
  (await installation.carnet.identity.readPerson(holderOf(spaceId), { spaceId })).traits.birthFamily

test('traits: asked by one, nothing yet; looked at and confirmed by another, done; taken back by two', async () => {
  const a = await someone()
  const id = await asked(correct(a.ins.value, { birthFamily: 'DUPONT' }))
  assert.equal(await familyOf(a.spaceId), 'DUPOND')
  const { carnet } = installation
  const look = await run((terminal) =>
    confirmCorrectionCommand(carnet, { id, as: 'reviewer', json: false, dryRun: true }, terminal),
  )
  assert.match(look, /"birthFamily":"DUPONT"/)
  const listed = await run((terminal) => listCorrectionsCommand(carnet, { as: 'reviewer', json: false }, terminal))
  assert.match(listed, new RegExp(`^${id} {2}traits +waiting`, 'm'))
  assert.equal((await problemOf(confirm(id, 'operator'))).reason, 'second-person-needed')
  assert.equal((await problemOf(confirm(id, 'counter-agent'))).reason, 'staff-deed-refused')
  assert.match(await confirm(id), new RegExp(`^${id} {2}traits +done.*operator \\+ reviewer`))
  assert.equal(await familyOf(a.spaceId), 'DUPONT')
  assert.equal((await problemOf(confirm(id))).reason, 'approval-gone')
  const undo = await asked((terminal) => undoCorrectionCommand(carnet, { ...operator, id }, terminal))
  assert.match(await confirm(undo), new RegExp(`^${id} {2}traits +undone`))
  assert.equal(await familyOf(a.spaceId), 'DUPOND')
})

test('in production two system accounts do it, and nobody plays the cast', async () => {
  const { carnet } = installation
  const a = await someone()
  const production = { ...carnet, settings: { ...carnet.settings, mode: 'production' as const } }
  const wish = { person: a.personId, birthFamily: 'DURAND', json: false }
  const played = problemOf(run((terminal) => correctIdentityCommand(production, { ...wish, as: 'operator' }, terminal)))
  assert.equal((await played).reason, 'demonstration-only')
  const id = await asked((terminal) => correctIdentityCommand(production, wish, terminal))
  const own = problemOf(
    run((terminal) => confirmCorrectionCommand(production, { id, json: false, dryRun: false }, terminal)),
  )
  assert.equal((await own).reason, 'second-person-needed', 'one account is one person')
  const actor = { kind: 'staff', id: 'account:second', name: 'Bob', roles: ['operator', 'reviewer'] } as const
  const second = { actor, authLevel: 'high', origin: { channel: 'cli' } } as const
  const { state, askedBy } = await carnet.staffRooms.identities.confirm(second, id)
  assert.deepEqual([state, askedBy.startsWith('account:')], ['done', true])
  assert.equal(await familyOf(a.spaceId), 'DURAND')
})

test('a correction obeys the rules of the insurer’s lines', async () => {
  const a = await someone()
  for (const [option, text, reason] of [
    ['birthDate', '2026-02-30', 'line-date-wrong'],
    ['birthDate', '2190-01-01', 'line-date-in-future'],
    ['birthPlace', 'PARIS', 'line-birth-place-wrong'],
    ['birthFamily', '', 'line-field-missing'],
    ['birthFamily', '<b>', 'line-name-wrong'],
    ['gender', 'other', 'line-gender-unknown'],
  ] as const)
    assert.equal((await problemOf(run(correct(a.personId, { [option]: text })))).reason, reason, option + text)
  const { reason } = await problemOf(run(correct(a.personId, { birthFamily: 'DUPOND' })))
  assert.equal(reason, 'correction-changes-nothing')
})

test('a birth date corrected to that of an adult makes an adult, and back', async () => {
  const { carnet } = installation
  next += 1
  const ins = inventedIns(next)
  await registerPersons(carnet, [
    { ins, traits: { ...inventedTraits('PETIT'), birthDate: '2020-05-04' }, email: 'p@example.org' },
  ])
  const minorUntil = async (): Promise<string | null | undefined> =>
    (await carnet.register.findPersonByIns(ins))?.minorUntil
  assert.equal(await minorUntil(), '2038-05-04')
  const id = await asked(correct(ins.value, { birthDate: '1992-05-04' }))
  await confirm(id)
  const today = dayOf(carnet.clock.now().toISOString(), 'Europe/Paris')
  assert.equal(await minorUntil(), today, 'of age since long: they decide from today on')
  const [onCard] = await carnet.register.findPersonsByCard(ins.value, '1992-05-04')
  assert.ok(onCard)
  await confirm(await asked((terminal) => undoCorrectionCommand(carnet, { ...operator, id }, terminal)))
  assert.equal(await minorUntil(), '2038-05-04')
})

test('a final number is that of the own card too', async () => {
  const { carnet } = installation
  const a = await someone()
  const final = inventedIns(97_000 + next)
  const replace = (terminal: Terminal): Promise<number> =>
    replaceIdentifierCommand(carnet, { ...operator, person: a.ins.value, ins: final.value }, terminal)
  await confirm(await asked(replace))
  const person = await carnet.register.findPersonByIns(final)
  assert.equal(person?.id, a.personId)
  const [byCard] = await carnet.register.findPersonsByCard(final.value, '1980-05-04')
  assert.equal(byCard?.id, a.personId)
  assert.equal((await problemOf(run(replace))).reason, 'correction-changes-nothing')
})

test('a split refuses what it does not understand or does not find, by name, and hands over the rest of the list', async () => {
  const { carnet } = installation
  const [from, to] = [await someone(), await someone()]
  const kept = await depositFor(installation, from.ins)
  const moved = [await depositFor(installation, from.ins), await depositFor(installation, from.ins)]
  const { entries } = await carnet.documents.listDocuments(holderOf(from.spaceId), { spaceId: from.spaceId }, {})
  const ids = moved.map((uniqueId) => entries.find((entry) => entry.uniqueId === uniqueId)?.id ?? '')
  const unknown = '00000000-0000-4000-8000-000000000000'
  for (const wrong of ['id1', unknown]) {
    const problem = await problemOf(run(split(from.personId, to.personId, `${ids[0]}, ${wrong}`)))
    assert.deepEqual(
      [problem.reason, problem.kind, problem.details['documents']],
      ['correction-documents-unknown', 'incorrect', wrong],
    )
  }
  const none = await problemOf(run(split(from.personId, to.personId, ' , ')))
  assert.equal(none.reason, 'correction-changes-nothing')
  await confirm(await asked(split(from.personId, to.personId, ids.join(', '))))
  assert.deepEqual(await readableBy(installation, to.spaceId), moved.toSorted())
  assert.deepEqual(await readableBy(installation, from.spaceId), [kept])
})

test('counting is told to the holder as counting', async () => {
  const { carnet } = installation
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, b.ins)
  await run((terminal) =>
    mergePersonsCommand(carnet, { ...operator, survivor: a.personId, other: b.personId, dryRun: true }, terminal),
  )
  const { lines } = await carnet.history.readHistory(holderOf(b.spaceId), b.spaceId, { who: 'others' })
  assert.deepEqual(
    lines.filter(({ actor }) => actor.kind === 'staff').map(({ act }) => act),
    ['count-documents'],
  )
})

test('a demand that nobody confirms is forgotten with what it says', async () => {
  const { carnet, database } = installation
  const a = await someone()
  const id = await asked(correct(a.personId, { birthFamily: 'DUBOIS' }))
  const rows = () =>
    database.owner.query({ text: 'select from enrolment.correction_request where id = $1', values: [id] })
  await carnet.staffRooms.identities.sweep()
  assert.equal((await rows()).length, 1)
  await database.owner.query({
    text: `update enrolment.correction_request set asked_at = asked_at - interval '1 year' where id = $1`,
    values: [id],
  })
  await carnet.staffRooms.identities.sweep()
  assert.equal((await rows()).length, 0)
  assert.equal((await problemOf(confirm(id))).reason, 'approval-gone')
})
