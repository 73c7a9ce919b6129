import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRecoveryKit, staff } from '../../../../tests/support/recovery-kit.ts'

test('from the day of majority on, worked or not, the desk gives a code and shows nothing of the contact of the child’s line', async (t) => {
  const kit = await openRecoveryKit()
  t.after(() => kit.close())
  const { card, person, postalCode } = await kit.newHolder({ email: 'mother@example.org' })
  const grow = (minorUntil: string) =>
    kit.installation.database.owner.query({
      text: "update enrolment.person set minor_until = $2, entered_by = 'representative' where id = $1",
      values: [person.id, minorUntil],
    })
  const { persons } = kit.installation.carnet.staffRooms
  const caseId = await persons.findPerson(staff('one'), {
    ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: card.cardNumber },
    birthDate: card.birthDate,
    postalCode,
    reason: 'call',
    channel: 'phone',
  })
  const shown = async () => {
    const { reach, deeds } = await persons.readCase(staff('one'), caseId)
    return [reach.email === undefined, deeds.includes('new-code')]
  }
  const today = kit.clock.now().toISOString().slice(0, 10)
  await grow(`${Number(today.slice(0, 4)) + 2}-01-01`)
  assert.deepEqual(await shown(), [false, false])
  await grow(`${Number(today.slice(0, 4)) - 1}-01-01`)
  assert.deepEqual(await shown(), [true, true])
  assert.equal(await persons.takeDeed(staff('one'), caseId, { deed: 'new-code', from: 'open' }), 'done')
  assert.deepEqual(await kit.queuedFor({ person }), ['enrolment-code'])
})
