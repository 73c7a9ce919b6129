import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { carers, hourMs, openEmergencyKit, reasonOf, type EmergencyKit } from '../../../tests/support/emergency-kit.ts'
import { dominiqueIns } from '../../../tests/support/browser-fhir.ts'
import type { Visitor } from '../../access/types.ts'
import { createOutbox } from '../../platform/outbox.ts'

let kit: EmergencyKit
before(async () => {
  kit = await openEmergencyKit()
})
after(() => kit.installation.close())

test('a day after its end it may still be noted, and not later; noted, it is off the list', async () => {
  const pharmacist = await kit.visitorOf('pharmacist')
  await kit.open('pharmacist')
  kit.clock.advance(4 * hourMs)
  const [own] = await kit.area.listOwn(pharmacist)
  assert.equal(own?.isOver, true)
  await kit.close('pharmacist', 'Malaise au comptoir.')
  assert.deepEqual(await kit.area.listOwn(pharmacist), [])
  await kit.open('pharmacist')
  kit.clock.advance((4 + 24) * hourMs)
  assert.deepEqual(await kit.area.listOwn(pharmacist), [], 'over without a note')
  assert.equal(await reasonOf(kit.close('pharmacist', 'Trop tard.')), 'not-open-to-you')
  const history = await kit.installation.carnet.history.readHistory(kit.her, kit.spaceId, { who: 'others' })
  const notes = history.lines.flatMap(({ justification }) => justification?.words ?? [])
  assert.ok(notes.includes('Malaise au comptoir.') && !notes.includes('Trop tard.'))
})

test('two who open at once are both inside, each told and each reviewed', async () => {
  await kit.installation.database.owner.query({ text: 'delete from platform.outbox' })
  await kit.installation.database.owner.query({ text: 'delete from access.emergency' })
  await Promise.all([kit.open('petit'), kit.open('pharmacist'), kit.open('petit')])
  for (const who of ['petit', 'pharmacist'] as const) assert.ok(Array.isArray(await kit.seenBy(who)), who)
  const kinds = await kit.installation.database.owner.query<{ kind: string; count: string }>({
    text: 'select kind, count(*) from platform.outbox group by kind order by kind',
  })
  assert.deepEqual(
    kinds.map(({ kind, count }) => [kind, Number(count)]),
    [
      ['notice-entered', 3],
      ['notice-professional', 3],
    ],
  )
  const ties = await kit.installation.database.owner.query({
    text: `select from access.relation where kind = 'break-glass' and until > $1 and party_id = any($2)`,
    values: [kit.clock.now().toISOString(), [carers.petit, carers.pharmacist]],
  })
  assert.equal(ties.length, 2, 'one tie each')
  await kit.close('petit')
  await kit.close('pharmacist')
})

test('a process that dies between the queue and the mail: each mail leaves once, in words that tell nothing', async () => {
  const { owner, app } = kit.installation.database
  await owner.query({ text: 'delete from platform.outbox' })
  const earlier = new Set(await kit.installation.mails())
  await kit.open('petit')
  const outbox = createOutbox(app)
  const taken = await outbox.leaseDue(20, 'single')
  assert.equal(taken.length, 2)
  assert.equal((await kit.installation.mails()).length, earlier.size, 'leased by a process that is gone')
  await owner.query({ text: `update platform.outbox set leased_until = now() - interval '1 second'` })
  // one of them was sent before the process died: its mail has the same id
  const [entered] = taken.filter(({ kind }) => kind === 'notice-entered')
  assert.ok(entered)
  await kit.installation.carnet.notifications.sendNotice(entered)
  const mails = (await kit.installation.mails()).filter((mail) => !earlier.has(mail))
  const to = mails.map((mail) => /^To: (.*)$/m.exec(mail)?.[1]).toSorted()
  assert.deepEqual(to, ['dominique@example.org', 'dr-moreau@example.org'])
  for (const mail of mails) assert.doesNotMatch(mail, /PAT-TROIS|Dominique P|PETIT|urgence/)
  await kit.close('petit')
})

test('her treating doctor is told who opened and when; nobody else is', async () => {
  const told = await kit.area.listTold(await kit.visitorOf('moreau'))
  assert.ok(told.length > 0)
  assert.equal(told[0]?.by, 'Sékou PETIT')
  assert.doesNotMatch(JSON.stringify(told), /PAT-TROIS|279035121518989/)
  assert.deepEqual(await kit.area.listTold(await kit.visitorOf('pharmacist')), [])
})

const staff = (roles: ('operator' | 'reviewer')[]): Visitor => ({
  actor: { kind: 'staff', id: `staff-${roles.join('-')}`, name: 'Louis SCHMITT', roles },
  authLevel: 'high',
  origin: { channel: 'pages' },
})

test('a reviewer sees who, when, why and in what role, nothing of whom; overdue after three days; the outcome is noted once', async () => {
  await kit.installation.database.owner.query({ text: 'delete from access.emergency' })
  await kit.open('petit')
  await kit.close('petit', 'Syncope à l’accueil')
  const reviewer = staff(['reviewer'])
  const [line, ...more] = await kit.area.listReviews(reviewer)
  assert.ok(line)
  assert.deepEqual(more, [])
  assert.deepEqual(line.by, { name: 'Sékou PETIT', profession: '10', facility: 'Cabinet de cardiologie du Port' })
  assert.deepEqual([line.kind, line.reason, line.noted, line.isOverdue], ['break-glass', 'unconscious', true, false])
  assert.doesNotMatch(JSON.stringify(line), new RegExp(`${kit.spaceId}|PAT-TROIS|Syncope|${dominiqueIns}`))
  assert.equal(await kit.area.countOverdue(), 0)
  kit.clock.advance(72 * hourMs)
  assert.equal((await kit.area.listReviews(reviewer))[0]?.isOverdue, true)
  assert.equal(await kit.area.countOverdue(), 1)

  const review = (who: Visitor, outcome: 'regular' | 'follow-up') => kit.area.review(who, { id: line.id, outcome })
  assert.equal(await reasonOf(review(staff(['operator']), 'regular')), 'staff-deed-refused')
  await review(reviewer, 'follow-up')
  assert.equal((await kit.area.listReviews(reviewer))[0]?.outcome, 'follow-up')
  await review(reviewer, 'regular')
  assert.deepEqual(await kit.area.listReviews(reviewer), [])
  assert.equal(await reasonOf(review(reviewer, 'follow-up')), 'emergency-unknown')
  assert.equal(await reasonOf(kit.area.review(reviewer, { id: 'nothing', outcome: 'regular' })), 'emergency-unknown')
  const deeds = await kit.installation.database.owner.query<{ deed: string }>({
    text: `select deed from enrolment.staff_entry where deed = 'emergency-review' and subject ->> 'emergency' = $1`,
    values: [line.id],
  })
  assert.equal(deeds.length, 4, 'the refused try too')
})
