import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { EnteredHolder } from '../../../../tests/support/entered-holder.ts'
import type { Installation } from '../../../../tests/support/installation.ts'
import {
  openRecoveryKit,
  operatorStep,
  password,
  reasonOf,
  staff,
  type RecoveryKit,
} from '../../../../tests/support/recovery-kit.ts'
import { randomId } from '../../../platform/ids.ts'

let kit: RecoveryKit
before(async () => {
  kit = await openRecoveryKit()
})
after(() => kit.close())

const carnet = (): Installation['carnet'] => kit.installation.carnet
const owner = <T>(text: string, ...values: unknown[]): Promise<T[]> =>
  kit.installation.database.owner.query<T>({ text, values })

/** What the worker does with a request that was found to fit. */
const sendFor = ({ person }: EnteredHolder): Promise<void> =>
  carnet().enrolment.messages.sendRecovery({
    spaceId: person.id,
    id: randomId(),
    kind: 'enrolment-recovery',
    attempts: 1,
    payload: { personId: person.id },
  })

const lettersOf = async ({ person }: EnteredHolder): Promise<string[]> => {
  const text = "select state from enrolment.notice where person_id = $1 and kind = 'recovery' order by state"
  return (await owner<{ state: string }>(text, person.id)).map(({ state }) => state)
}

const codesOf = async ({ person }: EnteredHolder): Promise<number> =>
  (await owner("select from enrolment.code where person_id = $1 and purpose = 'recovery'", person.id)).length

const printAll = async (): Promise<void> => {
  await carnet().enrolment.campaigns.sendLetters(staff('operator'), 'data')
}

const endings: Readonly<Record<string, (holder: EnteredHolder) => Promise<unknown>>> = {
  stopped: ({ spaceId }) => carnet().credentials.stopRecovery(spaceId),
  'of somebody suspended': ({ person }) => carnet().enrolment.lives.suspend(operatorStep(person.id)),
  'of somebody who died': ({ person }) => carnet().enrolment.lives.recordDeath(operatorStep(person.id)),
  'of somebody protected by now': ({ person }) =>
    owner('update enrolment.person set protected = true where id = $1', person.id),
  'with a means that waits already': async (holder) => {
    const login = `attend.lettre.${holder.card.cardSerial.slice(-2)}`
    const drafted = await carnet().credentials.draftPassword(holder.spaceId, { login, ...password })
    await kit.beginFor(holder, { ...drafted, contact: { channel: 'email', address: 'lettre@example.org' } })
  },
}

for (const [name, end] of Object.entries(endings))
  test(`a letter that leads back, ${name}, is given up before it is printed`, async () => {
    const [holder, other] = [await kit.newHolder(), await kit.newHolder()]
    await sendFor(holder)
    await sendFor(other)
    await end(holder)
    await printAll()
    assert.deepEqual([await codesOf(holder), await codesOf(other)], [0, 1])
    assert.deepEqual([await lettersOf(holder), await lettersOf(other)], [['failed'], ['sent']])
  })

test('without an address nothing is on its way and nobody is told so: a human looks', async () => {
  const holder = await kit.newHolder({ address_1: '', postal_code: '', city: '', department: '' })
  await sendFor(holder)
  assert.equal(await carnet().credentials.recoveryOf(holder.spaceId), undefined)
  assert.deepEqual([await lettersOf(holder), await kit.eventsOf(holder)], [[], []])
  const text = 'select kind from enrolment.exception_case where person_id = $1'
  assert.deepEqual(await owner(text, holder.person.id), [{ kind: 'no-address' }])
})

test('a protected adult gets no letter by post, which their guardian would read; at the counter their own mandate hands it over', async () => {
  const [holder, guardian] = [await kit.newHolder(), await kit.newHolder()]
  await owner('update enrolment.person set protected = true where id = $1', holder.person.id)
  await owner(
    `insert into enrolment.representation (person_id, representative_id, kind, state, since, changed_at)
      values ($1, $2, 'guardian', 'certified', now(), now())`,
    holder.person.id,
    guardian.person.id,
  )
  assert.equal(await kit.request(holder), undefined)
  assert.deepEqual(await kit.queuedFor(holder), [])
  await sendFor(holder)
  assert.deepEqual([await lettersOf(holder), await carnet().credentials.recoveryOf(holder.spaceId)], [[], undefined])
  const { counter } = carnet().staffRooms
  const agent = staff('agent', 'counter-agent')
  const { cardNumber, birthDate } = holder.card
  const start = {
    place: 'Mairie',
    ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: cardNumber },
    birthDate,
    identityDocument: 'passport',
  }
  const byGuardian = { ...start, givenBy: 'representative', representativeBirthDate: guardian.card.birthDate } as const
  const theirs = await counter.start(agent, byGuardian)
  await counter.sign(agent, theirs, { how: 'paper' })
  assert.ok(!(await counter.read(agent, theirs)).tasks.includes('get-back-in'))
  assert.equal(await reasonOf(counter.printRecovery(agent, theirs)), 'enrolment-wrong-moment')
  await kit.askFor(holder)
  assert.ok(!(await counter.read(agent, theirs)).tasks.includes('stop-recovery'))
  assert.equal(await reasonOf(counter.stopRecovery(agent, theirs)), 'enrolment-wrong-moment')
  const own = await counter.start(agent, { ...start, givenBy: 'self' })
  await counter.sign(agent, own, { how: 'paper' })
  assert.ok((await counter.read(agent, own)).tasks.includes('get-back-in'))
  await counter.printRecovery(agent, own)
  const drafted = await carnet().credentials.draftPassword(holder.spaceId, { login: 'protege.attend', ...password })
  assert.ok(await kit.beginFor(holder, { ...drafted, contact: { channel: 'email', address: 'p@example.org' } }))
})

test('who knows number and birth date and not the card spends nothing of its holder’s requests, nor finds out', async () => {
  const holder = await kit.newHolder()
  const { entries } = carnet().enrolment
  const { card } = holder
  for (let n = 0; n < 5; n += 1) {
    const guess = { ...card, cardSerial: `8099999990${n}`, source: `stranger ${n}` }
    assert.equal(await entries.requestRecovery(guess), undefined)
    assert.equal(await entries.requestCode(guess), undefined)
  }
  assert.deepEqual(await kit.queuedFor(holder), [])
  const held = () => owner('select count from enrolment.code_held')
  const heldBefore = await held()
  const prefixes = ['', '', '1', '22', '']
  for (const [n, prefix] of prefixes.entries())
    assert.equal(
      await entries.requestRecovery({ ...card, cardSerial: `${prefix}${card.cardSerial}`, source: `home ${n}` }),
      undefined,
    )
  assert.deepEqual(await kit.queuedFor(holder), Array(3).fill('enrolment-recovery'), 'three a day, however it is typed')
  assert.deepEqual(await held(), heldBefore, 'the board is that of first codes')
})

test('a first code that is asked for by the way back is one of the person’s requests for a code', async () => {
  const holder = await kit.newHolder()
  const { entries } = carnet().enrolment
  await owner('update enrolment.person set activated_at = null where id = $1', holder.person.id)
  for (let n = 0; n < 3; n += 1) await kit.request(holder)
  for (let n = 0; n < 3; n += 1) await entries.requestCode({ ...holder.card, source: `home of codes ${n}` })
  assert.deepEqual(await kit.queuedFor(holder), Array(3).fill('enrolment-code'))
})
