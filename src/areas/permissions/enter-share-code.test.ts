import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, professional } from '../../../scenarios/locks/door-kit.ts'
import { openPermissionsKit, type PermissionsKit } from '../../../tests/support/permissions-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { randomId } from '../../platform/ids.ts'
import { enteringParameters } from './entering-parameters.ts'
import type { Offer } from './index.ts'

let kit: PermissionsKit
before(async () => {
  kit = await openPermissionsKit()
})
after(() => kit.close())

const furnish = async (): Promise<string> => {
  const spaceId = await kit.foundSpace([])
  await depositOne(kit, spaceId)
  await depositOne(kit, spaceId, { hidden: true })
  return spaceId
}

const share = (spaceId: string, duration: Offer['duration'] = 'two-days') =>
  kit.permissions.shareByCode(holder(spaceId), spaceId, { scope: { kind: 'everything' }, duration })

/** Every professional has tries of their own, and comes from a place of their own. */
const enter = (who: string, typed: string) =>
  kit.permissions.enterShareCode(professional(who), { typed, source: `from ${who}` })

test('whoever says the code reads what it shows, as long as it lasts, whatever the hyphens and the case', async () => {
  const spaceId = await furnish()
  const { id, code } = await share(spaceId)
  assert.match(code, /^[2-9A-HJKMNP-TV-Z]{8}$/)
  assert.match(kit.permissions.printShareCode(code), /^.{4}-.{4}$/)
  assert.deepEqual(await enter('one', kit.permissions.printShareCode(code).toLowerCase()), { spaceId })
  assert.equal(await kit.listed(professional('one'), spaceId), 1)
  assert.equal(await kit.listed(professional('another'), spaceId), undefined)
  const [line] = await kit.permissions.listPermissions(holder(spaceId), spaceId)
  assert.equal(line?.id, id)
  assert.equal(line?.party, undefined)
  assert.deepEqual(
    line?.users.map(({ partyId }) => partyId),
    ['one'],
  )
  assert.equal(await kit.notices(spaceId, 'notice-entered'), 1)
  kit.wait(48.01)
  assert.equal(await kit.listed(professional('one'), spaceId), undefined)
})

test('the database knows no code: neither it nor anything that leads back to it without the key', async () => {
  const spaceId = await furnish()
  const { code } = await share(spaceId)
  const rows = await kit.database.owner.query<{ row: string }>({
    text: `select row_to_json(c)::text as row from directory.share_code c
      union all select row_to_json(p)::text from access.permission p where p.space_id = $1`,
    values: [spaceId],
  })
  assert.ok(rows.length >= 2)
  assert.ok(rows.every(({ row }) => !row.toUpperCase().includes(code)))
})

test('unknown, ended, stopped, used up, of a paused space, by somebody blocked: one answer', async () => {
  const over = async (): Promise<string> => (await share(await furnish(), 'hour')).code
  const ended = await over()
  kit.wait(2)
  const stoppedAt = await furnish()
  const stopped = await share(stoppedAt)
  await kit.permissions.endPermission(holder(stoppedAt), stoppedAt, stopped.id)
  const usedAt = await furnish()
  const used = await share(usedAt)
  for (let user = 1; user <= 5; user += 1) await enter(`user ${user}`, used.code)
  const pausedAt = await furnish()
  const paused = await share(pausedAt)
  await kit.permissions.pauseSpace(holder(pausedAt), pausedAt)
  const blockedAt = await furnish()
  const blocked = await share(blockedAt)
  await kit.permissions.blockProfessional(holder(blockedAt), blockedAt, 'late')
  const answers = await Promise.all(
    ['22222222', ended, stopped.code, used.code, paused.code, blocked.code].map((code) =>
      problemOf(enter('late', code)),
    ),
  )
  for (const answer of answers)
    assert.deepEqual(answer, { kind: 'refused', reason: 'share-code-not-good', details: {} })
  // a sixth who entered before the fifth is still in
  assert.equal(await kit.listed(professional('user 1'), usedAt), 1)
})

test('twice by the same professional is once; stopping ends what it gave', async () => {
  const spaceId = await furnish()
  const { id, code } = await share(spaceId)
  await enter('twice', code)
  await enter('twice', code)
  const [line] = await kit.permissions.listPermissions(holder(spaceId), spaceId)
  assert.equal(line?.users.length, 1)
  await kit.permissions.endPermission(holder(spaceId), spaceId, id)
  assert.equal(await kit.listed(professional('twice'), spaceId), undefined)
})

test('only a professional enters by a code', async () => {
  const { code } = await share(await furnish())
  const other = await furnish()
  const tried = kit.permissions.enterShareCode(holder(other), { typed: code, source: 'home' })
  assert.equal((await problemOf(tried)).reason, 'act-not-yours')
})

test('what cannot be a code is told so, and is no try', async () => {
  for (const typed of ['', '7K4P', '7K4P-Q2MO', '279035121518989'])
    assert.equal((await problemOf(enter('typist', typed))).reason, 'share-code-unreadable')
  for (const { typed, code } of enteringParameters.examples)
    assert.equal(
      kit.permissions.shareIdOf(typed),
      code === undefined ? undefined : kit.permissions.shareIdOf(code),
      typed,
    )
})

test('a professional tries so many codes a day, right or wrong, all at once or one by one', async () => {
  const { count } = enteringParameters.limits.codePerProfessional
  const tries = await Promise.all(Array.from({ length: count + 5 }, () => problemOf(enter('guesser', '33333333'))))
  assert.equal(tries.filter(({ reason }) => reason === 'share-code-not-good').length, count)
  assert.equal(tries.filter(({ kind }) => kind === 'busy').length, 5)
  const { code } = await share(await furnish())
  assert.equal((await problemOf(enter('guesser', code))).kind, 'busy')
})

test('a row of the directory alone opens nothing: only what the holder sealed does', async () => {
  const spaceId = await furnish()
  const id = kit.permissions.shareIdOf('4444-4444')
  await kit.database.owner.query({
    text: 'insert into directory.share_code (id, space_id) values ($1, $2)',
    values: [id, spaceId],
  })
  assert.equal((await problemOf(enter('insider', '44444444'))).reason, 'share-code-not-good')
  assert.equal(await kit.listed(professional('insider'), spaceId), undefined)
})

test('the whole life of a code, in any order: who may read is who entered while it was good, until it ends', async () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('enter' as const), who: fc.integer({ min: 0, max: 6 }) }),
      fc.record({ kind: fc.constant('block' as const), who: fc.integer({ min: 0, max: 6 }) }),
      fc.record({ kind: fc.constant('wait' as const), who: fc.integer({ min: 1, max: 20 }) }),
      fc.record({ kind: fc.constant('stop' as const), who: fc.constant(0) }),
    ),
    { maxLength: 12 },
  )
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const spaceId = await furnish()
      const run = randomId()
      const name = (who: number): string => `${run} ${who}`
      const { id, code } = await share(spaceId)
      const model = { inside: new Set<number>(), blocked: new Set<number>(), left: 48, stopped: false, usedUp: false }
      for (const { kind, who } of taken) {
        if (kind === 'wait') {
          kit.wait(who)
          model.left -= who
        } else if (kind === 'stop') {
          if (!model.stopped && model.left > 0) await kit.permissions.endPermission(holder(spaceId), spaceId, id)
          model.stopped ||= model.left > 0
        } else if (kind === 'block') {
          await kit.permissions.blockProfessional(holder(spaceId), spaceId, name(who))
          model.blocked.add(who)
          model.inside.delete(who)
        } else {
          const isGood = model.left > 0 && !model.stopped && !model.blocked.has(who) && !model.usedUp
          const entered = await enter(name(who), code).then(
            () => true,
            () => false,
          )
          assert.equal(entered, isGood, JSON.stringify(taken))
          if (isGood) model.inside.add(who)
          model.usedUp ||= model.inside.size === 5
        }
        for (const one of [0, 3, 6]) {
          const reads = model.inside.has(one) && model.left > 0 && !model.stopped
          assert.equal(await kit.listed(professional(name(one)), spaceId), reads ? 1 : undefined, JSON.stringify(taken))
        }
      }
    }),
    { numRuns: 25 },
  )
})
