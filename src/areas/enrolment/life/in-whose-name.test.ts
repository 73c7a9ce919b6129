import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holderOf } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { inventPerson } from '../../../../tests/support/invented-person.ts'
import { noticePerson } from '../../../../tests/support/notice-person.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import type { Visitor } from '../../../access/types.ts'
import { fixedClock } from '../../../platform/clock.ts'
import { openRegistered, registerPersons, type ListedPerson } from '../../../startup/register-persons.ts'
import { clockVisitor } from './clock-visitor.ts'

const clock = fixedClock('2026-02-25T08:00:00.000Z')
const listed = inventPerson(100, 'PAUL')

let carnet: Installation
let parent: Visitor
before(async () => {
  carnet = await openInstallation({ clock, examples: false })
  await registerPersons(carnet.carnet, [listed])
  parent = holderOf(await openRegistered(carnet.carnet, listed))
})
after(() => carnet.close())

const lives = () => carnet.carnet.enrolment.lives
const families = () => carnet.carnet.enrolment.families
const find = (personId: string) => carnet.carnet.register.findPerson(personId)
/** Two steps in a row never fall on one millisecond, by which events are ordered. */
const tick = (): void => clock.advance(1)

let order = 100
const notice = async (about: { parents?: ListedPerson['parents'] & object } = {}): Promise<string> => {
  order += 1
  const birthDate = about.parents === undefined ? '1985-05-17' : '2021-01-04'
  const person = inventPerson(order, 'MINA', { ...about, birthDate })
  await registerPersons(carnet.carnet, [person])
  return noticePerson(carnet.carnet, person.ins)
}

const openChild = (personId: string) => {
  tick()
  return families().openChildren(parent, parent.actor.id, { personIds: [personId], stated: true })
}

/** How the space's own history begins, oldest first, as its holder reads it. */
const beginningOf = async (spaceId: string): Promise<string[]> => {
  const { lines } = await carnet.carnet.history.readHistory(holderOf(spaceId), spaceId, { who: 'all' })
  return lines
    .toReversed()
    .filter(({ act }) => act !== 'read-journal')
    .map(({ act, actor, reason, capacity }) => `${act} ${actor.kind} ${actor.id} ${reason} ${capacity}`)
}

test('whoever has no space yet opens it under its own id', async () => {
  const personId = await notice()
  const visitor: Visitor = { ...holderOf(personId) }
  const spaceId = await lives().activate({ personId, visitor, channel: 'online' })
  assert.deepEqual(await beginningOf(spaceId), [
    `open-space holder ${spaceId} own-space holder`,
    `activate-space holder ${spaceId} own-space holder`,
  ])
})

test('a space that opens by itself begins with the date, not with anybody', async () => {
  const personId = await notice()
  const spaceId = await lives().open({ personId, visitor: clockVisitor, channel: 'clock' })
  assert.deepEqual(await beginningOf(spaceId), ['open-space system enrolment due-by-law none'])
})

test('what a parent does for a child reads as the parent’s act, in the journal and in the register', async () => {
  const [fresh, waiting] = [await notice({ parents: [listed.ins] }), await notice({ parents: [listed.ins] })]
  await lives().prepareSpace(waiting)
  const said = (act: string) => `${act} representative ${parent.actor.id} legal-representative representative`
  for (const personId of [fresh, waiting]) {
    await openChild(personId)
    const spaceId = (await find(personId))?.spaceId ?? ''
    const founded = personId === waiting ? ['found-space system enrolment due-by-law none'] : []
    const acts = ['open-space', 'activate-space', 'set-representatives'].map(said)
    assert.deepEqual(await beginningOf(spaceId), [...founded, ...acts])
    const events = await carnet.carnet.register.listEvents(personId)
    const bySomebody = events.filter(({ byKind }) => byKind !== 'system')
    assert.deepEqual(
      bySomebody.map(({ kind, byKind, byId }) => `${kind} ${byKind} ${byId}`).toSorted(),
      ['activated', 'opened', 'representation-certified'].map((kind) => `${kind} representative ${parent.actor.id}`),
    )
    assert.equal((await find(personId))?.enteredBy, 'representative')
  }
})

test('a statement that cannot be written opens nothing', async () => {
  const personId = await notice({ parents: [listed.ins] })
  const grant = (text: string) => carnet.database.owner.query({ text })
  await grant('revoke update on enrolment.representation from carnet_app')
  await assert.rejects(openChild(personId))
  await grant('grant update on enrolment.representation to carnet_app')
  assert.deepEqual([(await find(personId))?.state, (await find(personId))?.spaceId], ['noticed', null])
})

test('a refusal that a parent sends twice is one: the older record of the child stays', async () => {
  const personId = await notice({ parents: [listed.ins] })
  await carnet.database.owner.query({
    text: 'update enrolment.person set legacy = true where id = $1',
    values: [personId],
  })
  await lives().prepareSpace(personId)
  const { spaceId } = (await find(personId)) ?? {}
  const refuse = () => families().refuseChild(parent, parent.actor.id, { personId, from: 'noticed' })
  await refuse()
  assert.equal((await problemOf(refuse())).reason, 'enrolment-wrong-moment')
  assert.deepEqual([(await find(personId))?.state, (await find(personId))?.spaceId], ['legacy-opposed', spaceId])
})

test('no holder steps for somebody else: with a space the door writes it down, without one the register refuses', async () => {
  const [withSpace, without, legacy] = [await notice(), await notice(), await notice()]
  const spaceId = await lives().open({ personId: withSpace, visitor: clockVisitor, channel: 'clock' })
  const refused = async (work: Promise<unknown>): Promise<void> =>
    assert.equal((await problemOf(work)).reason, 'not-open-to-you')
  const step = (personId: string) => ({ personId, visitor: parent, channel: 'online' }) as const
  await refused(lives().close(step(withSpace)))
  await refused(lives().activate(step(withSpace)))
  assert.deepEqual((await beginningOf(spaceId)).slice(1), [
    `close-space holder ${parent.actor.id} not-your-space none`,
    `activate-space holder ${parent.actor.id} not-your-space none`,
  ])
  await refused(lives().oppose(step(without)))
  await refused(lives().activate(step(without)))
  await carnet.database.owner.query({
    text: 'update enrolment.person set legacy = true where id = $1',
    values: [legacy],
  })
  await lives().prepareSpace(legacy)
  await refused(lives().oppose(step(legacy)))
  assert.deepEqual(await Promise.all([withSpace, without, legacy].map(async (id) => (await find(id))?.state)), [
    'open',
    'noticed',
    'noticed',
  ])
})
