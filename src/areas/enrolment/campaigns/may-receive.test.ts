import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  fatima,
  lineOf,
  nth,
  openCampaignKit,
  readyCampaign,
  sendAll,
  type CampaignKit,
} from '../../../../tests/support/campaign-kit.ts'
import { randomId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/outbox.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit()
})

const child = { birth_date: '2020-03-09', card_number: nth(1), household: 'H1', parents: nth(1) }
const rows = <T>(text: string): Promise<T[]> => kit.database.owner.query<T>({ text })

const ends: Readonly<Record<string, string>> = {
  'said "not mine"': "update enrolment.representation set state = 'set-aside'",
  'has died, by the insurer’s file': "update enrolment.person set died_on = '2026-11-01' where minor_until is null",
  'is dead': "update enrolment.person set state = 'deceased' where minor_until is null",
}

for (const [what, end] of Object.entries(ends)) {
  test(`a letter with a code that waits for a parent is given up once the parent ${what}`, async () => {
    await kit.importLines([lineOf(1), lineOf(2, child)])
    const person = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: nth(2) })
    const personId = person?.id ?? ''
    const ask = async (): Promise<void> => {
      const payload = { personId, origin: 'request' }
      await enqueue(kit.database.app, { spaceId: personId, id: randomId(), kind: 'enrolment-code', payload })
      assert.equal(await kit.work(), 0)
    }
    await ask()
    assert.equal((await kit.campaigns.sendLetters(fatima, 'data')).letters, 1, 'a parent who acts is written to')
    await ask()
    await rows(end)
    assert.equal((await kit.campaigns.sendLetters(fatima, 'data')).letters, 0)
    assert.deepEqual(await rows('select kind, state from enrolment.notice order by state desc'), [
      { kind: 'new-code', state: 'sent' },
      { kind: 'new-code', state: 'failed' },
    ])
  })

  test(`a mail that is held is not sent once the parent ${what}: a human looks`, async () => {
    const nowhere = { address_1: '', postal_code: '', city: '', department: '75' }
    await kit.importLines([lineOf(1, { ...nowhere, email: 'down@example.org' }), lineOf(2, { ...child, ...nowhere })])
    await sendAll(kit.campaigns, await readyCampaign(kit))
    assert.ok((await kit.work()) > 0)
    kit.isDown = false
    await rows(end)
    assert.equal(await kit.work(), 0)
    const about = await rows<{ channel: string; state: string }>(
      'select channel, state from enrolment.notice where recipient_id is not null',
    )
    assert.deepEqual(about, [{ channel: 'mail', state: 'failed' }])
    assert.equal((await kit.campaigns.listExceptions(fatima, 'no-address')).length, 1)
  })
}

test('a letter with a code that waits for somebody is given up once they are dead', async () => {
  await kit.importLines([lineOf(1)])
  const person = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: nth(1) })
  const payload = { personId: person?.id ?? '', origin: 'request' }
  await enqueue(kit.database.app, { spaceId: payload.personId, id: randomId(), kind: 'enrolment-code', payload })
  assert.equal(await kit.work(), 0)
  await rows("update enrolment.person set state = 'deceased'")
  assert.equal((await kit.campaigns.sendLetters(fatima, 'data')).letters, 0)
  assert.deepEqual(await rows('select kind, state from enrolment.notice'), [{ kind: 'new-code', state: 'failed' }])
})
