import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { fatima, lineOf, nth, openCampaignKit, type CampaignKit } from '../../../../../tests/support/campaign-kit.ts'
import { randomId } from '../../../../platform/ids.ts'
import { enqueue } from '../../../../platform/outbox.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit()
})

const enqueueCode = async (n: number): Promise<void> => {
  const person = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: nth(n) })
  const personId = person?.id ?? ''
  const payload = { personId, origin: 'request' }
  await enqueue(kit.database.app, { spaceId: personId, id: randomId(), kind: 'enrolment-code', payload })
}

const askCode = async (n: number): Promise<void> => {
  await enqueueCode(n)
  assert.equal(await kit.work(), 0)
}

const cases = async (): Promise<string[]> =>
  (await kit.campaigns.listExceptions(fatima, 'code-hints')).map(({ id }) => id)

test('a first contact is no change; another one is, where the code goes to it', async () => {
  await kit.importLines([lineOf(1), lineOf(2, { email: 'a@example.org' })])
  await kit.importLines([lineOf(1, { email: 'first@example.org' }), lineOf(2, { email: 'other@example.org' })])
  await askCode(1)
  assert.deepEqual(await cases(), [])
  await askCode(2)
  assert.equal((await cases()).length, 1)
})

test('a contact that was changed says nothing of a code that goes by post', async () => {
  await kit.importLines([lineOf(1, { email: 'a@example.org' })])
  await kit.importLines([lineOf(1)])
  await askCode(1)
  assert.deepEqual(await cases(), [])
  await kit.importLines([lineOf(1, { email: 'wrong@example.org' })])
  await askCode(1)
  assert.deepEqual(await cases(), [], 'nor where the contact takes nothing')
})

test('what cannot be looked at sends nothing twice', async () => {
  await kit.importLines([lineOf(1, { email: 'a@example.org' })])
  const database: typeof kit.database.app = {
    ...kit.database.app,
    query: async (statement) => {
      if (statement.text.includes('enrolment.exception_case')) throw new Error('away')
      return kit.database.app.query(statement)
    },
  }
  await enqueueCode(1)
  assert.equal(await kit.work(kit.over({ database })), 1)
  assert.equal(kit.mails.length, 0)
  assert.equal(await kit.work(), 0)
  assert.equal(kit.mails.length, 1)
})

test('what a human settled is not raised again; what comes after it is', async () => {
  await kit.importLines([lineOf(1, { email: 'a@example.org' })])
  await kit.importLines([lineOf(1, { email: 'b@example.org' })])
  await askCode(1)
  const [open = ''] = await cases()
  const [note = ''] = (await kit.campaigns.findException(fatima, open)).notes
  kit.clock.advance(60_000)
  await kit.campaigns.settleException(fatima, open, note)
  for (const hours of [1, 2]) {
    kit.clock.advance(hours * 3_600_000)
    await askCode(1)
    assert.deepEqual(await cases(), [])
  }
  await kit.importLines([lineOf(1, { email: 'c@example.org' })])
  await askCode(1)
  assert.equal((await cases()).length, 1)
})
