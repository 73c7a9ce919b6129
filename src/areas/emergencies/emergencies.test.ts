import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dominiqueIns } from '../../../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'
import { numberOf } from '../../../tests/support/register-kit.ts'
import type { Visitor } from '../../access/types.ts'
import { fixedClock } from '../../platform/clock.ts'
import { createOutbox } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import type { AskedEmergency, EmergencyKind, EmergencyRule } from './index.ts'

const hourMs = 3_600_000
const testSystem = 'urn:oid:1.2.250.1.213.1.4.10'
const clock = fixedClock('2026-11-22T09:00:00.000Z')

let installation: Installation
let spaceId: string
let her: Visitor
let hiddenId: string
before(async () => {
  installation = await openInstallation({ clock })
  const { identity, documents } = installation.carnet
  spaceId = (await identity.findSpaceByIns({ system: testSystem, value: dominiqueIns })) ?? ''
  her = {
    actor: { kind: 'holder', id: spaceId, name: 'Dominique PAT-TROIS' },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  }
  const { entries } = await documents.listDocuments(her, { spaceId }, { count: 100 })
  hiddenId = entries[0]?.id ?? ''
  await documents.hideDocument(her, hiddenId)
})
after(() => installation.close())

const ids = {
  petit: '810000001023',
  pharmacist: '810000001049',
  moreau: '810000001015',
  dispatcher: '810000001072',
} as const

const visitorOf = async (who: keyof typeof ids): Promise<Visitor> => {
  const actor = await installation.carnet.identity.findProfessional(ids[who])
  assert.ok(actor)
  return { actor, authLevel: 'substantial', origin: { channel: 'pages' } }
}

const asked = (kind: EmergencyKind = 'break-glass', more: Partial<AskedEmergency> = {}): AskedEmergency => ({
  ins: { system: testSystem, value: dominiqueIns },
  birthDate: '1979-03-28',
  kind,
  ...(kind === 'break-glass' ? { reason: 'unconscious' } : {}),
  ...more,
})

const area = () => installation.carnet.emergencies
const open = async (who: keyof typeof ids, kind: EmergencyKind = 'break-glass') =>
  area().open(await visitorOf(who), asked(kind))
const close = async (who: keyof typeof ids, note = '') => area().close(await visitorOf(who), spaceId, note)

const toldOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'open',
    (error: unknown) =>
      error instanceof Problem ? { kind: error.kind, reason: error.reason, details: error.details } : error,
  )
const reasonOf = async (work: Promise<unknown>): Promise<unknown> => {
  const told = await toldOf(work)
  return typeof told === 'object' && told !== null && 'reason' in told ? told.reason : told
}

/** The ids that a professional's list holds; the reason where there is no list. */
const seenBy = async (who: keyof typeof ids): Promise<string[] | unknown> => {
  const list = installation.carnet.documents.listDocuments(await visitorOf(who), { spaceId }, { count: 100 })
  const told = await toldOf(list)
  return told === 'open' ? (await list).entries.map(({ id }) => id) : reasonOf(list)
}

const everything: EmergencyRule = { breakGlass: true, dispatch: true, hidden: true }
const setRule = (rule: Partial<EmergencyRule>) => area().setRule(her, spaceId, { ...everything, ...rule })

const rules = [true, false].flatMap((breakGlass) =>
  [true, false].flatMap((dispatch) => [true, false].map((hidden) => ({ breakGlass, dispatch, hidden }))),
)
const modes = [
  { kind: 'break-glass', who: 'petit', allowedBy: 'breakGlass' },
  { kind: 'dispatch', who: 'dispatcher', allowedBy: 'dispatch' },
] as const

for (const { kind, who, allowedBy } of modes)
  for (const rule of rules)
    test(`${kind}, with the holder's words ${JSON.stringify(rule)}`, async () => {
      await setRule(rule)
      assert.deepEqual(await area().readRule(her, spaceId), rule)
      const opened = await reasonOf(open(who, kind))
      const seen = await seenBy(who)
      if (!rule[allowedBy]) {
        assert.equal(opened, 'emergency-opposed')
        assert.equal(seen, 'not-open-to-you')
        return
      }
      assert.equal(opened, 'open')
      assert.ok(Array.isArray(seen))
      assert.equal(seen.includes(hiddenId), rule.hidden)
      assert.equal(seen.length, rule.hidden ? 6 : 5)
      const { documents } = installation.carnet
      const read = reasonOf(documents.readDocument(await visitorOf(who), hiddenId))
      assert.equal(await read, rule.hidden ? 'open' : 'document-not-open')
      await close(who)
      assert.equal(await seenBy(who), 'not-open-to-you', 'ended early, it is closed')
    })

test('a word said during an emergency holds at the next request; unsaid again, the emergency goes on for what is left of it', async () => {
  await setRule({})
  await open('petit')
  await setRule({ hidden: false })
  assert.equal((await visitorOf('petit')) && JSON.stringify(await seenBy('petit')).includes(hiddenId), false)
  await setRule({ breakGlass: false })
  assert.equal(await seenBy('petit'), 'not-open-to-you')
  await setRule({})
  assert.ok(Array.isArray(await seenBy('petit')))
  await close('petit')
})

test('inside by both ways, closing one of them leaves the other', async () => {
  await setRule({})
  await open('dispatcher')
  await open('dispatcher', 'dispatch')
  for (const closed of [{ breakGlass: false }, { dispatch: false }]) {
    await setRule(closed)
    assert.ok(Array.isArray(await seenBy('dispatcher')), JSON.stringify(closed))
  }
  await setRule({ breakGlass: false, dispatch: false })
  assert.equal(await seenBy('dispatcher'), 'not-open-to-you')
  await setRule({})
  await close('dispatcher')
  assert.equal(await seenBy('dispatcher'), 'not-open-to-you', 'both end')
})

test('it ends by the clock: four hours beside the person, one hour for the centre 15', async () => {
  await setRule({})
  for (const [who, kind, hours] of [
    ['petit', 'break-glass', 4],
    ['dispatcher', 'dispatch', 1],
  ] as const) {
    await open(who, kind)
    clock.advance(hours * hourMs - 1)
    assert.ok(Array.isArray(await seenBy(who)), `${kind} before its end`)
    clock.advance(1)
    assert.equal(await seenBy(who), 'not-open-to-you', `${kind} at its end`)
  }
})

test('a day after its end it may still be noted, and not later; noted, it is off the list', async () => {
  const pharmacist = await visitorOf('pharmacist')
  await open('pharmacist')
  clock.advance(4 * hourMs)
  const [own] = await area().listOwn(pharmacist)
  assert.equal(own?.isOver, true)
  await close('pharmacist', 'Malaise au comptoir.')
  assert.deepEqual(await area().listOwn(pharmacist), [])
  await open('pharmacist')
  clock.advance((4 + 24) * hourMs)
  assert.deepEqual(await area().listOwn(pharmacist), [], 'over without a note')
  assert.equal(await reasonOf(close('pharmacist', 'Trop tard.')), 'not-open-to-you')
  const history = await installation.carnet.history.readHistory(her, spaceId, { who: 'others' })
  const notes = history.lines.flatMap(({ justification }) => justification?.words ?? [])
  assert.ok(notes.includes('Malaise au comptoir.') && !notes.includes('Trop tard.'))
})

test('somebody unknown, somebody born on another day, an emergency that nobody opened: one answer', async () => {
  const petit = await visitorOf('petit')
  const answers = await Promise.all([
    toldOf(area().open(petit, asked('break-glass', { ins: { system: testSystem, value: numberOf('2990351215189') } }))),
    toldOf(area().open(petit, asked('break-glass', { birthDate: '1979-03-29' }))),
    toldOf(area().close(petit, '00000000-0000-4000-8000-00000000abcd', '')),
  ])
  for (const answer of answers) assert.deepEqual(answer, { kind: 'refused', reason: 'not-open-to-you', details: {} })
})

test('a dispatch by who regulates no calls is refused in the same words for everybody, and written where there is somebody', async () => {
  const petit = await visitorOf('petit')
  const unknown = asked('dispatch', { ins: { system: testSystem, value: numberOf('2990351215189') } })
  const known = await toldOf(area().open(petit, asked('dispatch')))
  assert.deepEqual(known, await toldOf(area().open(petit, unknown)))
  assert.deepEqual(known, { kind: 'refused', reason: 'act-not-yours', details: {} })
  const { lines } = await installation.carnet.history.readHistory(her, spaceId, { who: 'others', count: 5 })
  assert.ok(lines.some(({ act, effect }) => act === 'open-dispatch' && effect === 'refuse'))
  const elsewhere = await visitorOf('dispatcher')
  assert.ok(elsewhere.actor.kind === 'professional')
  const away = { ...elsewhere, actor: { ...elsewhere.actor, facility: { id: '1990000077', name: 'Cabinet' } } }
  assert.equal(await reasonOf(area().open(away, asked('dispatch'))), 'act-not-yours', 'only at the centre')
})

test('neither a block nor a pause closes it: only the word said beforehand does', async () => {
  const { permissions } = installation.carnet
  await permissions.blockProfessional(her, spaceId, ids.petit)
  await permissions.pauseSpace(her, spaceId)
  await open('petit')
  assert.ok(Array.isArray(await seenBy('petit')))
  await close('petit')
  await permissions.unpauseSpace(her, spaceId)
  await permissions.unblockProfessional(her, spaceId, ids.petit)
})

test('a reason of the list is needed, and no facility opens for its members', async () => {
  const petit = await visitorOf('petit')
  const made = asked('break-glass', { reason: 'because' })
  assert.equal(await reasonOf(area().open(petit, made)), 'emergency-reason-missing')
  await open('petit')
  assert.ok(petit.actor.kind === 'professional')
  const colleague = { ...petit, actor: { ...petit.actor, id: '810000009999' } }
  const list = installation.carnet.documents.listDocuments(colleague, { spaceId }, {})
  assert.equal(await reasonOf(list), 'not-open-to-you')
  await close('petit')
})

test('two who open at once are both inside, each told and each reviewed', async () => {
  await installation.database.owner.query({ text: 'delete from platform.outbox' })
  await installation.database.owner.query({ text: 'delete from access.emergency' })
  await Promise.all([open('petit'), open('pharmacist'), open('petit')])
  for (const who of ['petit', 'pharmacist'] as const) assert.ok(Array.isArray(await seenBy(who)), who)
  const kinds = await installation.database.owner.query<{ kind: string; count: string }>({
    text: 'select kind, count(*) from platform.outbox group by kind order by kind',
  })
  assert.deepEqual(
    kinds.map(({ kind, count }) => [kind, Number(count)]),
    [
      ['notice-entered', 3],
      ['notice-professional', 3],
    ],
  )
  const { policy } = await installation.database.owner
    .query<{ policy: number }>({
      text: `select count(*)::int as policy from access.relation where kind = 'break-glass' and until > '2026-11-24' and party_id = any($1)`,
      values: [[ids.petit, ids.pharmacist]],
    })
    .then(([row]) => row ?? { policy: 0 })
  assert.equal(policy, 2, 'one tie each')
  await close('petit')
  await close('pharmacist')
})

test('a process that dies between the queue and the mail: each mail leaves once, in words that tell nothing', async () => {
  const { owner, app } = installation.database
  await owner.query({ text: 'delete from platform.outbox' })
  const before = new Set(await installation.mails())
  await open('petit')
  const outbox = createOutbox(app)
  const taken = await outbox.leaseDue(20)
  assert.equal(taken.length, 2)
  assert.equal((await installation.mails()).length, before.size, 'leased by a process that is gone')
  await owner.query({ text: `update platform.outbox set leased_until = now() - interval '1 second'` })
  // one of them was sent before the process died: its mail has the same id
  const [entered] = taken.filter(({ kind }) => kind === 'notice-entered')
  assert.ok(entered)
  await installation.carnet.notifications.sendNotice(entered)
  const mails = (await installation.mails()).filter((mail) => !before.has(mail))
  const to = mails.map((mail) => /^To: (.*)$/m.exec(mail)?.[1]).toSorted()
  assert.deepEqual(to, ['dominique@example.org', 'dr-moreau@example.org'])
  for (const mail of mails) assert.doesNotMatch(mail, /PAT-TROIS|Dominique P|PETIT|urgence/)
  await close('petit')
})

test('her treating doctor is told who opened and when; nobody else is', async () => {
  const told = await area().listTold(await visitorOf('moreau'))
  assert.ok(told.length > 0)
  assert.equal(told[0]?.by, 'Sékou PETIT')
  assert.doesNotMatch(JSON.stringify(told), /PAT-TROIS|279035121518989/)
  assert.deepEqual(await area().listTold(await visitorOf('pharmacist')), [])
})

const staff = (roles: ('operator' | 'reviewer')[]): Visitor => ({
  actor: { kind: 'staff', id: `staff-${roles.join('-')}`, name: 'Louis SCHMITT', roles },
  authLevel: 'high',
  origin: { channel: 'pages' },
})

test('a reviewer sees who, when, why and in what role, nothing of whom; overdue after three days; the outcome is noted once', async () => {
  await installation.database.owner.query({ text: 'delete from access.emergency' })
  await open('petit')
  await close('petit', 'Syncope à l’accueil')
  const reviewer = staff(['reviewer'])
  const [line, ...more] = await area().listReviews(reviewer)
  assert.ok(line)
  assert.deepEqual(more, [])
  assert.deepEqual(line.by, { name: 'Sékou PETIT', profession: '10', facility: 'Cabinet de cardiologie du Port' })
  assert.deepEqual([line.kind, line.reason, line.noted, line.isOverdue], ['break-glass', 'unconscious', true, false])
  assert.doesNotMatch(JSON.stringify(line), new RegExp(`${spaceId}|PAT-TROIS|Syncope|${dominiqueIns}`))
  assert.equal(await area().countOverdue(), 0)
  clock.advance(72 * hourMs)
  assert.equal((await area().listReviews(reviewer))[0]?.isOverdue, true)
  assert.equal(await area().countOverdue(), 1)

  const review = (who: Visitor, outcome: 'regular' | 'follow-up') => area().review(who, { id: line.id, outcome })
  assert.equal(await reasonOf(review(staff(['operator']), 'regular')), 'staff-deed-refused')
  await review(reviewer, 'follow-up')
  assert.equal((await area().listReviews(reviewer))[0]?.outcome, 'follow-up')
  await review(reviewer, 'regular')
  assert.deepEqual(await area().listReviews(reviewer), [])
  assert.equal(await reasonOf(review(reviewer, 'follow-up')), 'emergency-unknown')
  assert.equal(await reasonOf(area().review(reviewer, { id: 'nothing', outcome: 'regular' })), 'emergency-unknown')
  const deeds = await installation.database.owner.query<{ deed: string }>({
    text: `select deed from enrolment.staff_entry where deed = 'emergency-review' and subject ->> 'emergency' = $1`,
    values: [line.id],
  })
  assert.equal(deeds.length, 4, 'the refused try too')
})
