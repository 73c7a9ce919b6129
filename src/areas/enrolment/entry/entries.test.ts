import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { inventPerson, invite, issueCode, type InvitedPerson } from '../../../../tests/support/invited-person.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { fileOf, lineOf, memorySource } from '../../../../tests/support/register-kit.ts'
import { fixedClock, systemClock } from '../../../platform/clock.ts'
import { pivotOf, providerParameters } from '../../identity/index.ts'
import { isBeyondCodes } from './beyond-codes.ts'

const clock = fixedClock(systemClock.now().toISOString())
let carnet: Installation
before(async () => {
  carnet = await openInstallation({ examples: false, clock })
})
after(() => carnet.close())

let invented = 0
const newPerson = (): Promise<InvitedPerson> => {
  invented += 1
  // Each born on a day of their own: a pivot of several is nobody's.
  const day = String(invented).padStart(2, '0')
  const { ins, traits } = inventPerson(invented)
  return invite(carnet.carnet, { ins, traits: { ...traits, birthDate: `1979-04-${day}` } })
}
const entries = () => carnet.carnet.enrolment.entries
const find = async ({ personId }: InvitedPerson) => {
  const person = await carnet.carnet.register.findPerson(personId)
  if (person === undefined) throw new Error('not in the register')
  return person
}
/** Whatever went wrong before has been waited out. */
const prove = ({ traits, ins }: InvitedPerson, code: string): Promise<string> => {
  clock.advance(30_000)
  return entries().proveByCode({ code, birthDate: traits.birthDate, cardNumber: ins.value, source: code })
}
const proveByPivot = async ({ traits }: InvitedPerson): Promise<string> => {
  const pivot = pivotOf(traits, providerParameters.france)
  const admitted = await entries().proveByPivot(pivot, { provenBy: 'citizens', authLevel: 'substantial' })
  return admitted.outcome === 'entry' ? admitted.secret : ''
}
const newCode = ({ personId }: InvitedPerson): Promise<string> => issueCode(carnet.carnet, personId)

const openBy = async (secret: string): Promise<string> => {
  await entries().choosePost(secret)
  const terms = carnet.carnet.credentials.termsAt(carnet.carnet.clock.now().toISOString()).version
  return (await entries().open(secret, { terms })).spaceId
}
const reasonOf = async (work: Promise<unknown>): Promise<string> => (await problemOf(work)).reason

test('opened by another proof, no letter leads in: the old code is used up, a new one is refused, closed or not', async () => {
  const person = await newPerson()
  const early = await prove(person, person.code)
  const spaceId = await openBy(await proveByPivot(person))
  assert.equal((await find(person)).enteredBy, 'citizens')
  assert.equal(await reasonOf(prove(person, person.code)), 'code-used')
  assert.equal(await reasonOf(openBy(early)), 'entry-already-activated', 'a pass that was begun before')
  const kept = await carnet.carnet.identity.loadPerson(carnet.database.app, spaceId)
  const late = await prove(person, await newCode(person))
  assert.equal(await reasonOf(openBy(late)), 'entry-already-activated')
  assert.equal(await reasonOf(entries().refuse(late, 'open')), 'entry-already-activated')
  const actor = { kind: 'holder', id: spaceId, name: 'Jeanne' } as const
  const visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } } as const
  await carnet.carnet.enrolment.closeOwn(visitor, spaceId)
  assert.equal(await reasonOf(openBy(late)), 'entry-already-activated')
  assert.equal((await find(person)).state, 'closed')
  assert.deepEqual(await carnet.carnet.identity.loadPerson(carnet.database.app, spaceId), kept, 'the contact stays')
})

test('opened by a code without a means made, another code leads back; a used one never does', async () => {
  const person = await newPerson()
  const first = await prove(person, person.code)
  const spaceId = await openBy(first)
  assert.equal((await find(person)).enteredBy, 'code')
  assert.equal(await openBy(first), spaceId, 'the same wish again is the same answer')
  assert.equal(await reasonOf(prove(person, person.code)), 'code-used')
  assert.equal(await openBy(await prove(person, await newCode(person))), spaceId)
})

test('who opened by a code has no way on once the means of the space were taken away: the pass is over', async () => {
  const { credentials, database } = carnet.carnet
  const person = await newPerson()
  const secret = await prove(person, person.code)
  const spaceId = await openBy(secret)
  assert.deepEqual((await entries().find(secret)).opened, { spaceId, meansEpoch: 0 })
  await database.app.transaction((connection) => credentials.dropMeans(connection, spaceId))
  assert.equal(await reasonOf(entries().find(secret)), 'entry-ended')
  assert.equal(await reasonOf(openBy(secret)), 'entry-ended')
})

const fault = async (text: string, restore: string, work: () => Promise<void>): Promise<void> => {
  await carnet.database.owner.query({ text })
  try {
    await work()
  } finally {
    await carnet.database.owner.query({ text: restore })
  }
}

const faults: readonly [what: string, right: string][] = [
  ['terms that cannot be written', 'insert on directory.terms_acceptance'],
  ['a contact that cannot be written', 'update on directory.person'],
  ['a pass that cannot be written', 'update on enrolment.entry'],
]
for (const [what, right] of faults)
  test(`${what} use up no code: the same letter opens a minute later`, async () => {
    const person = await newPerson()
    const secret = await prove(person, person.code)
    await entries().choosePost(secret)
    const terms = carnet.carnet.credentials.termsAt(carnet.carnet.clock.now().toISOString()).version
    const open = () => entries().open(secret, { terms })
    await fault(`revoke ${right} from carnet_app`, `grant ${right} to carnet_app`, () => assert.rejects(open()))
    const { state, activatedAt } = await find(person)
    assert.deepEqual([state, activatedAt], ['open', null], 'open as its date would have left it, and nobody in it')
    assert.equal(await carnet.carnet.enrolment.codes.hasUnused(person.personId), true)
    const { spaceId } = await open()
    const { contact } = await carnet.carnet.identity.loadPerson(carnet.database.app, spaceId)
    assert.deepEqual(contact, { lang: 'fr' }, 'letters only')
    assert.equal((await entries().find(secret)).opened?.spaceId, spaceId)
  })

test('a refusal and its code are one: a fault leaves both undone', async () => {
  const person = await newPerson()
  const secret = await prove(person, person.code)
  const right = 'update on enrolment.code'
  await fault(`revoke ${right} from carnet_app`, `grant ${right} to carnet_app`, () =>
    assert.rejects(entries().refuse(secret, 'noticed')),
  )
  assert.equal((await find(person)).state, 'noticed')
  await entries().refuse(secret, 'noticed')
  assert.equal((await find(person)).state, 'opposed')
  assert.equal(await reasonOf(prove(person, person.code)), 'code-used')
})

test('a code for whoever came in by another way is never sent; the answer is the same', async () => {
  const line = lineOf({ card_serial: '80250000021' })
  await carnet.carnet.importPersons(memorySource(fileOf([line])), { encoding: 'utf-8' })
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: line['ins'] ?? '' }
  const known = await carnet.carnet.register.findPersonByIns(ins)
  const personId = known?.id ?? ''
  const queued = async (): Promise<number> => {
    const text = `select from platform.outbox where kind = 'enrolment-code' and space_id = $1`
    return (await carnet.database.owner.query({ text, values: [personId] })).length
  }
  const request = {
    birthDate: line['birth_date'] ?? '',
    cardNumber: ins.value,
    cardSerial: '80250000021',
    source: 'here',
  }
  await entries().requestCode(request)
  assert.equal(await queued(), 1)
  const traits = known === undefined ? undefined : (await carnet.carnet.register.openPerson(known)).traits
  if (traits === undefined) throw new Error('nobody')
  await openBy(await proveByPivot({ personId, ins, traits, code: '' }))
  assert.equal(await entries().requestCode(request), undefined)
  assert.equal(await queued(), 1)
})

test('who is beyond codes: whoever came in by another way, or has means of their own', async () => {
  const person = await newPerson()
  const entered = {
    ...(await find(person)),
    state: 'open',
    spaceId: 'space',
    activatedAt: '2026-11-02T08:00:00Z',
  } as const
  const none = { passkeys: [], maxPasskeys: 20, hasPassword: false, hasTotp: false, contact: {} }
  const isBeyond = (about: object, means = none): Promise<boolean> =>
    isBeyondCodes(
      { credentials: { ...carnet.carnet.credentials, meansOf: async () => means }, today: () => '2026-11-22' },
      { ...entered, ...about },
    )
  assert.equal(await isBeyond({ enteredBy: 'code' }), false)
  assert.equal(await isBeyond({ enteredBy: 'code' }, { ...none, hasPassword: true }), true)
  assert.equal(await isBeyond({ enteredBy: 'card' }), true)
  assert.equal(await isBeyond({ enteredBy: null }), true)
  assert.equal(await isBeyond({ enteredBy: null, activatedAt: null }), false)
  assert.equal(await isBeyond({ enteredBy: 'representative', minorUntil: '2030-01-01' }), true)
  assert.equal(await isBeyond({ enteredBy: 'representative', minorUntil: '2026-11-22' }), false, 'of age since today')
})
