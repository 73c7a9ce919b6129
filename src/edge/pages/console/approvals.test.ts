import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dominique, openCase, openStaffKit, type StaffKit } from '../../../../tests/support/staff-kit.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

const stateOf = async (): Promise<string | undefined> => {
  const { register } = kit.installation.carnet
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominique.ins }
  return (await register.findPersonByIns(ins))?.state
}

const pendingIds = async (): Promise<string[]> => {
  const rows = await kit.installation.database.owner.query<{ id: string }>({
    text: 'select id from enrolment.approval where confirmed_by is null',
  })
  return rows.map(({ id }) => id)
}

const ask = async (id: string, deed: string): Promise<string> => {
  const at = await kit.as(['operator'], id)
  const place = await openCase(at, dominique, 'post')
  assert.equal((await at.post(`${place}/${deed}`)).location, place)
  return place
}

test('a suspension waits for a second person, and nobody is their own', async () => {
  await ask('fatima', 'suspend')
  await ask('fatima', 'suspend')
  const [id = '', second] = await pendingIds()
  assert.equal(second, undefined, 'asked twice, waits once')
  assert.equal(await stateOf(), 'open')
  const own = await kit.as(['operator', 'reviewer'], 'fatima')
  assert.doesNotMatch((await own.get(`/console/approvals/${id}`)).text, /Confirmer et faire/)
  assert.equal((await own.post(`/console/approvals/${id}`)).status, 403)
  assert.equal(await stateOf(), 'open')
  const other = await kit.as(['reviewer'], 'louis')
  assert.match((await other.get(`/console/approvals/${id}`)).text, /Suspendre un espace .*Dominique PAT-TROIS/)
  assert.equal((await other.post(`/console/approvals/${id}`)).status, 303)
  assert.equal(await stateOf(), 'suspended')
  assert.equal((await other.post(`/console/approvals/${id}`)).status, 404, 'once')
})

test('the database itself refuses one’s own confirmation', async () => {
  await assert.rejects(
    kit.installation.database.owner.query({
      text: `insert into enrolment.approval (id, kind, subject_id, asked_by, asked_at, confirmed_by, confirmed_at)
        values (gen_random_uuid(), 'x', gen_random_uuid(), 'a', now(), 'a', now())`,
    }),
    /two_persons/,
  )
})

test('the operator lifts it alone; a death is recorded alone and corrected by two', async () => {
  const at = await kit.as(['operator'], 'fatima')
  const place = await openCase(at, dominique, 'post')
  await at.post(`${place}/resume`)
  assert.equal(await stateOf(), 'open')
  await at.post(`${place}/record-death`)
  assert.equal(await stateOf(), 'deceased')
  await ask('fatima', 'correct-death')
  assert.equal(await stateOf(), 'deceased')
  const [id = ''] = await pendingIds()
  await (await kit.as(['operator'], 'other')).post(`/console/approvals/${id}`)
  assert.equal(await stateOf(), 'open')
})

test('a demand is forgotten after seven days, and may be made again', async () => {
  await ask('fatima', 'suspend')
  const [id = ''] = await pendingIds()
  const other = await kit.as(['reviewer'], 'louis')
  const age = (interval: string) =>
    kit.installation.database.owner.query({
      text: `update enrolment.approval set asked_at = now() - $1::interval where id = $2`,
      values: [interval, id],
    })
  await age('6 days 23 hours')
  assert.equal((await other.get(`/console/approvals/${id}`)).status, 200)
  await age('7 days 1 minute')
  assert.equal((await other.get(`/console/approvals/${id}`)).status, 404)
  assert.equal((await other.post(`/console/approvals/${id}`)).status, 404)
  assert.equal(await stateOf(), 'open')
  await ask('somebody', 'suspend')
  const [fresh = ''] = await pendingIds()
  assert.notEqual(fresh, id)
  assert.equal((await other.post(`/console/approvals/${fresh}/withdraw`)).status, 303)
  assert.deepEqual(await pendingIds(), [])
  assert.equal(await stateOf(), 'open')
})

test('a demand that has become impossible changes nothing', async () => {
  await ask('fatima', 'suspend')
  const at = await kit.as(['operator'], 'fatima')
  const place = await openCase(at, dominique, 'phone')
  await at.post(`${place}/close`)
  const [id = ''] = await pendingIds()
  const other = await kit.as(['reviewer'], 'louis')
  assert.equal((await other.post(`/console/approvals/${id}`)).status, 409)
  assert.equal(await stateOf(), 'closed')
})
