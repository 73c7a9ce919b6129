import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  asked,
  hourMs,
  openEmergencyKit,
  reasonOf,
  testSystem,
  toldOf,
  type Carer,
  type EmergencyKit,
} from '../../../tests/support/emergency-kit.ts'

// Trust: security.md T04. For three persons a day somebody opens alone; for the fourth a second person of their place says yes.

let kit: EmergencyKit
before(async () => {
  kit = await openEmergencyKit()
})
after(() => kit.installation.close())

const persons = {
  paul: ['181072A00412390', '1981-07-19'],
  claire: ['284046938320739', '1984-04-06'],
  marthe: ['244022901903376', '1944-02-17'],
  sophie: ['272092901914760', '1972-09-30'],
} as const

const openFor = async (who: Carer, person: keyof typeof persons): Promise<unknown> => {
  const [value, birthDate] = persons[person]
  return reasonOf(
    kit.area.open(await kit.visitorOf(who), asked('break-glass', { ins: { system: testSystem, value }, birthDate })),
  )
}
const askedOf = async (who: Carer) => kit.area.listSeconds(await kit.visitorOf(who))
const confirm = async (who: Carer, id: string) => reasonOf(kit.area.confirmSecond(await kit.visitorOf(who), id))

test('three persons alone, the same ones again; the fourth waits for a colleague of the place', async () => {
  for (const person of ['paul', 'claire', 'marthe', 'paul'] as const)
    assert.equal(await openFor('nurse', person), 'open')
  assert.deepEqual(await askedOf('moreau'), [])
  assert.equal(await openFor('nurse', 'sophie'), 'emergency-second-person')
  assert.equal(await openFor('nurse', 'sophie'), 'emergency-second-person')
  assert.deepEqual(
    (await askedOf('moreau')).map(({ by }) => by),
    ['Aminata DIALLO'],
    'asked twice is once',
  )
  assert.equal(await openFor('nurse', 'marthe'), 'open', 'whoever was opened today stays within it')
})

test('beyond them nobody learns who has a space: the answer is the same for a birth date that is nobody’s', async () => {
  const nurse = await kit.visitorOf('nurse')
  const ins = { system: testSystem, value: persons.sophie[0] }
  const tell = (birthDate: string) => toldOf(kit.area.open(nurse, asked('break-glass', { ins, birthDate })))
  assert.deepEqual(await tell('1972-10-01'), await tell(persons.sophie[1]))
})

test('beyond them an opposition said beforehand is not told either', async () => {
  await kit.setRule({ breakGlass: false })
  const nurse = await kit.visitorOf('nurse')
  assert.equal(await reasonOf(kit.area.open(nurse, asked())), 'emergency-second-person')
  await kit.setRule({})
})

test('whoever is there for no place has nobody to ask: they are told so, with somebody’s space or without', async () => {
  const nurse = await kit.visitorOf('nurse')
  assert.ok(nurse.actor.kind === 'professional')
  const { facility: _, ...alone } = nurse.actor
  const ins = { system: testSystem, value: persons.sophie[0] }
  const tell = (birthDate: string) =>
    toldOf(kit.area.open({ ...nurse, actor: alone }, asked('break-glass', { ins, birthDate })))
  const told = await tell(persons.sophie[1])
  assert.deepEqual(told, { kind: 'refused', reason: 'emergency-place-needed', details: {} })
  assert.deepEqual(await tell('1972-10-01'), told)
})

test('whoever goes on at another place asks there', async () => {
  const nurse = await kit.visitorOf('nurse')
  const petit = await kit.visitorOf('petit')
  assert.ok(nurse.actor.kind === 'professional' && petit.actor.kind === 'professional' && petit.actor.facility)
  const elsewhere = { ...nurse, actor: { ...nurse.actor, facility: petit.actor.facility } }
  const [value, birthDate] = persons.sophie
  const ask = { ins: { system: testSystem, value }, birthDate }
  assert.equal(await reasonOf(kit.area.open(elsewhere, asked('break-glass', ask))), 'emergency-second-person')
  assert.equal((await askedOf('petit')).length, 1)
  assert.equal(await openFor('nurse', 'sophie'), 'emergency-second-person')
  assert.deepEqual([(await askedOf('petit')).length, (await askedOf('moreau')).length], [0, 1])
})

test('nobody says yes to themselves, nor from another place; one yes is good for three more, and given once', async () => {
  const [one] = await askedOf('moreau')
  assert.deepEqual([await askedOf('nurse'), await askedOf('petit')], [[], []])
  for (const who of ['nurse', 'petit'] as const) assert.equal(await confirm(who, one?.id ?? ''), 'emergency-unknown')
  assert.equal(await openFor('nurse', 'sophie'), 'emergency-second-person')
  kit.clock.advance(hourMs / 60)
  assert.equal(await confirm('moreau', one?.id ?? ''), 'open')
  assert.equal(await confirm('moreau', one?.id ?? ''), 'emergency-unknown')
  assert.equal(await openFor('nurse', 'sophie'), 'open')
})

test('a reviewer reads who said yes, beside what was opened after it and nothing else', async () => {
  const actor = { kind: 'staff', id: 'staff-reviewer', name: 'Louis SCHMITT', roles: ['reviewer'] } as const
  const lines = await kit.area.listReviews({ actor, authLevel: 'high', origin: { channel: 'pages' } })
  const seconds = lines.filter(({ by }) => by.name === 'Aminata DIALLO').map(({ secondBy }) => secondBy)
  assert.deepEqual(
    seconds.filter((name) => name !== undefined),
    ['Hélène MOREAU'],
  )
  assert.ok(seconds.length > 3)
})

test('the next day begins anew; a call to the centre 15 is never counted', async () => {
  kit.clock.advance(24 * hourMs)
  for (const person of ['sophie', 'claire', 'marthe'] as const) assert.equal(await openFor('nurse', person), 'open')
  assert.equal(await openFor('nurse', 'paul'), 'emergency-second-person')
  const regulator = await kit.visitorOf('dispatcher')
  for (const [value, birthDate] of Object.values(persons)) {
    const call = asked('dispatch', { ins: { system: testSystem, value }, birthDate })
    assert.equal(await reasonOf(kit.area.open(regulator, call)), 'open')
  }
})

test('four at once by one professional: three open', async () => {
  const heard = await Promise.all(
    (['paul', 'claire', 'marthe', 'sophie'] as const).map((one) => openFor('pharmacist', one)),
  )
  assert.deepEqual(heard.toSorted(), ['emergency-second-person', 'open', 'open', 'open'])
})
