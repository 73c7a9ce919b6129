import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, professional, type DoorKit } from '../../scenarios/locks/door-kit.ts'
import { Problem } from '../platform/problem.ts'
import type { Visit } from './types.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const newSpace = (): Promise<string> =>
  kit.foundSpace([
    { partyId: 'treating', kind: 'treating-doctor' },
    { partyId: 'parents-doctor', kind: 'treating-doctor' },
  ])

const opening = (spaceId: string, who = 'stranger'): Visit => ({
  ...professional(who),
  space: { spaceId },
  act: 'open-emergency',
  justification: { reason: 'unconscious' },
})

const queued = (spaceId: string) =>
  kit.database.owner.query<{ kind: string; party: string | null }>({
    text: `select kind, payload ->> 'partyId' as party from platform.outbox where space_id = $1 order by kind, 2`,
    values: [spaceId],
  })

const waiting = (spaceId: string) =>
  kit.database.owner.query<{ party_id: string; kind: string; told: string[] }>({
    text: 'select party_id, kind, told from access.emergency where space_id = $1 order by opened_at',
    values: [spaceId],
  })

test('an opening tells the holder once and each treating doctor once, and waits for its review', async () => {
  const spaceId = await newSpace()
  await kit.door.open(opening(spaceId), async () => {})
  assert.deepEqual(await queued(spaceId), [
    { kind: 'notice-entered', party: null },
    { kind: 'notice-professional', party: 'parents-doctor' },
    { kind: 'notice-professional', party: 'treating' },
  ])
  assert.deepEqual(await waiting(spaceId), [
    { party_id: 'stranger', kind: 'break-glass', told: ['parents-doctor', 'treating'] },
  ])
})

test('whoever opened is no first look any more; a second opening is told again', async () => {
  const spaceId = await newSpace()
  await kit.door.open(opening(spaceId, 'treating'), (opened) =>
    opened.addRelations([{ partyId: 'treating', kind: 'break-glass', until: '2999-01-01T00:00:00Z' }]),
  )
  assert.deepEqual(
    (await queued(spaceId)).map(({ party }) => party),
    [null, 'parents-doctor'],
    'who opened is not written to about it',
  )
  await kit.door.glance({ ...opening(spaceId, 'treating'), act: 'list-documents' }, async () => {})
  assert.equal((await queued(spaceId)).length, 2)
  await kit.door.open(opening(spaceId, 'treating'), async () => {})
  assert.equal((await queued(spaceId)).filter(({ kind }) => kind === 'notice-entered').length, 2)
})

test('all of it or nothing: where the opening fails, nobody is told of it and nothing waits', async () => {
  const spaceId = await newSpace()
  const failing = kit.door.open(opening(spaceId), async (opened) => {
    await opened.addRelations([{ partyId: 'stranger', kind: 'break-glass', until: '2999-01-01T00:00:00Z' }])
    throw new Error('the process died')
  })
  await assert.rejects(failing, /the process died/)
  assert.deepEqual([await queued(spaceId), await waiting(spaceId)], [[], []])
  const journal = await kit.database.owner.query<{ act: string }>({
    text: 'select act from journal.entry where space_id = $1',
    values: [spaceId],
  })
  assert.ok(!journal.some(({ act }) => act === 'open-emergency'))
})

test('where a duty cannot be done, nothing opens', async () => {
  const spaceId = await newSpace()
  await kit.database.owner.query({ text: 'alter table access.emergency rename to emergency_gone' })
  const open = () => kit.door.open(opening(spaceId), async () => 'opened')
  await assert.rejects(open)
  await kit.database.owner.query({ text: 'alter table access.emergency_gone rename to emergency' })
  assert.deepEqual(await queued(spaceId), [])
  assert.equal((await open()).value, 'opened')
})

test('an opening that says nothing of why does not open', async () => {
  const spaceId = await newSpace()
  const { justification: _none, ...silent } = opening(spaceId)
  await assert.rejects(
    kit.door.open(silent, async () => 'opened'),
    Problem,
  )
  assert.deepEqual([await queued(spaceId), await waiting(spaceId)], [[], []])
})

test('what was said stands sealed in the entry of the act, and nowhere where the act was refused', async () => {
  const spaceId = await newSpace()
  const secret = 'chute dans la rue Mozart'
  const said: Visit = { ...opening(spaceId), justification: { reason: 'unconscious', words: secret } }
  await kit.door.open({ ...holder(spaceId), space: { spaceId }, act: 'set-emergency-rule' }, (opened) =>
    opened.setEmergencyRule(['no-break-glass']),
  )
  await assert.rejects(
    kit.door.open(said, async () => {}),
    Problem,
  )
  await kit.door.open({ ...holder(spaceId), space: { spaceId }, act: 'set-emergency-rule' }, (opened) =>
    opened.setEmergencyRule([]),
  )
  await kit.door.open(said, async () => {})
  const read = { ...holder(spaceId), space: { spaceId }, act: 'read-journal' } as const
  const { value } = await kit.door.open(read, (opened) => opened.readEntries({ limit: 20 }))
  const tries = value.filter(({ act }) => act === 'open-emergency')
  assert.deepEqual(
    tries.map(({ effect, body }) => [effect, body.justification?.words]),
    [
      ['permit', secret],
      ['refuse', undefined],
    ],
  )
  const [stored] = await kit.database.owner.query<{ bytes: string }>({
    text: `select string_agg(encode(body, 'escape'), '') || (select string_agg(encode(details, 'escape'), '') from access.emergency)
        as bytes from journal.entry`,
  })
  assert.doesNotMatch(stored?.bytes ?? '', /Mozart|unconscious/)
})
