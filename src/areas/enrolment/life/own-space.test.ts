import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Visitor } from '../../../access/types.ts'
import { fixedClock } from '../../../platform/clock.ts'
import { openRegistered, registerPersons } from '../../../startup/register-persons.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { inventPerson } from '../../../../tests/support/invented-person.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'

const clock = fixedClock('2026-02-25T08:00:00.000Z')

/** Two steps in a row never fall on one millisecond, by which events are ordered. */
const tick = (): void => clock.advance(1)

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ clock, examples: false })
})
after(() => carnet.close())

test('the holder’s own steps: only on their own space, and each with its proof', async () => {
  const person = inventPerson(100, 'MINA')
  await registerPersons(carnet.carnet, [person])
  const spaceId = await openRegistered(carnet.carnet, person)
  const { enrolment, register } = carnet.carnet
  const personId = (await register.findPersonBySpace(spaceId))?.id ?? ''
  const actor = { kind: 'holder', id: spaceId, name: 'Mina TILLEUL' } as const
  const holder: Visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } }
  const stranger: Visitor = { ...holder, actor: { ...actor, id: personId } }
  assert.equal((await problemOf(enrolment.closeOwn(stranger, spaceId))).reason, 'enrolment-person-unknown')
  const staff: Visitor = { ...holder, actor: { kind: 'staff', id: spaceId, name: 'Fatima', roles: ['operator'] } }
  assert.equal((await problemOf(enrolment.closeOwn(staff, spaceId))).reason, 'enrolment-person-unknown')
  assert.deepEqual(await enrolment.standingOf(spaceId), { state: 'open' })
  assert.equal(await enrolment.findProof(spaceId), undefined)

  const days = enrolment.leavingDays()
  assert.deepEqual(days, { archivedUntil: '2036-02-26', erasedOn: '2026-03-28', erasedByLawOn: '2026-05-26' })
  tick()
  await enrolment.closeOwn(holder, spaceId)
  assert.deepEqual(await enrolment.standingOf(spaceId), {
    state: 'closed',
    closedOn: '2026-02-25',
    erasedOn: days.archivedUntil,
  })
  const closure = await enrolment.findProof(spaceId)
  assert.deepEqual([closure?.kind, closure?.channel], ['closure', 'online'])

  tick()
  await enrolment.requestOwnErasure(holder, spaceId)
  assert.equal((await enrolment.standingOf(spaceId))?.erasedOn, days.erasedOn)
  assert.equal((await enrolment.findProof(spaceId))?.kind, 'erasure')
  tick()
  await enrolment.cancelOwnErasure(holder, spaceId)
  assert.deepEqual(await enrolment.findProof(spaceId), closure, 'what was cancelled is proved no more')
  tick()
  await enrolment.reopenOwn(holder, spaceId)
  assert.equal((await problemOf(enrolment.proofOf(personId))).reason, 'proof-missing')
  assert.equal((await problemOf(enrolment.cancelOwnErasure(holder, spaceId))).reason, 'enrolment-wrong-moment')
})
