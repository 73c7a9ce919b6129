import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lifeKit } from '../../../../tests/support/life-kit.ts'
import { findProof } from './proof-of.ts'

const kit = lifeKit('2026-02-25T08:00:00.000Z')
const { find, lives, newPerson, operatorStep, setClock } = kit
before(kit.open)
after(kit.close)

const spaceOf = async (personId: string): Promise<string | undefined> => {
  const text = `select s.state from access.space s join enrolment.person p using (space_id) where p.id = $1`
  const [row] = await kit.installation().database.owner.query<{ state: string }>({ text, values: [personId] })
  return row?.state
}

test('a refusal read late and taken back with its erasure: open again as the date had opened it, and no proof of it', async () => {
  const personId = await newPerson()
  setClock('2026-06-01T08:00:00.000Z')
  while ((await lives().runDue(100)) > 0);
  await lives().opposeLate({ ...operatorStep(personId), channel: 'post', under: { receivedOn: '2026-04-01' } })
  const { register } = kit.installation().carnet
  assert.deepEqual([(await find(personId))?.state, await spaceOf(personId)], ['erasing', 'closed'])
  assert.equal((await findProof(register, personId))?.late, true)
  kit.clock.advance(1000)
  await lives().cancelErasure(operatorStep(personId))
  const { state, dueKind, closedAt, activatedAt } = (await find(personId)) ?? {}
  assert.deepEqual([state, dueKind, closedAt, activatedAt], ['open', null, null, null])
  assert.equal(await spaceOf(personId), 'open')
  assert.equal(await findProof(register, personId), undefined)
})

test('a first refusal of an older record, read days after it came: its transition runs from the day of the letter', async () => {
  const personId = await newPerson()
  await kit.installation().database.owner.query({
    text: 'update enrolment.person set legacy = true where id = $1',
    values: [personId],
  })
  setClock('2026-03-20T08:00:00.000Z')
  await lives().oppose({ ...operatorStep(personId), channel: 'post', under: { receivedOn: '2026-03-10' } })
  const { state, windowEndsAt, dueKind, dueAt } = (await find(personId)) ?? {}
  assert.deepEqual([state, windowEndsAt, dueKind], ['legacy-opposed', '2026-04-21T22:00:00Z', 'remind'])
  assert.equal(dueAt, '2026-04-06T22:00:00Z')
  const proof = await findProof(kit.installation().carnet.register, personId)
  assert.deepEqual([proof?.receivedOn, proof?.opensAt], ['2026-03-10', '2026-04-21T22:00:00.000Z'])
})

test('a death recorded by mistake while a late refusal waits for its erasure: taken back, it is open all the same', async () => {
  const personId = await newPerson()
  setClock('2026-06-01T08:00:00.000Z')
  while ((await lives().runDue(100)) > 0);
  const late = await lives().opposeLate({
    ...operatorStep(personId),
    channel: 'post',
    under: { receivedOn: '2026-04-01' },
  })
  const take = async (step: 'recordDeath' | 'correctDeath' | 'cancelErasure') => {
    kit.clock.advance(1000)
    const { state, closedAt, dueAt } = await lives()[step](operatorStep(personId))
    return [state, closedAt, dueAt, await spaceOf(personId)]
  }
  assert.deepEqual(await take('recordDeath'), ['deceased', null, late.dueAt, 'closed'])
  assert.deepEqual(await take('correctDeath'), ['erasing', null, late.dueAt, 'closed'])
  assert.deepEqual(await take('cancelErasure'), ['open', null, null, 'open'])
})
