import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  asked,
  carers,
  hourMs,
  openEmergencyKit,
  reasonOf,
  testSystem,
  toldOf,
  type EmergencyKit,
} from '../../../tests/support/emergency-kit.ts'
import { numberOf } from '../../../tests/support/register-kit.ts'

let kit: EmergencyKit
before(async () => {
  kit = await openEmergencyKit()
})
after(() => kit.installation.close())

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
      await kit.setRule(rule)
      assert.deepEqual(await kit.area.readRule(kit.her, kit.spaceId), rule)
      const opened = await reasonOf(kit.open(who, kind))
      const seen = await kit.seenBy(who)
      if (!rule[allowedBy]) {
        assert.equal(opened, 'not-open-to-you')
        assert.equal(seen, 'not-open-to-you')
        return
      }
      assert.equal(opened, 'open')
      assert.ok(Array.isArray(seen))
      assert.equal(seen.includes(kit.hiddenId), rule.hidden)
      assert.equal(seen.length, rule.hidden ? 6 : 5)
      const { documents } = kit.installation.carnet
      const read = reasonOf(documents.readDocument(await kit.visitorOf(who), kit.hiddenId))
      assert.equal(await read, rule.hidden ? 'open' : 'document-not-open')
      await kit.close(who)
      assert.equal(await kit.seenBy(who), 'not-open-to-you', 'ended early, it is closed')
    })

test('a word said during an emergency holds at the next request; unsaid again, the emergency goes on for what is left of it', async () => {
  await kit.setRule({})
  await kit.open('petit')
  await kit.setRule({ hidden: false })
  assert.equal(JSON.stringify(await kit.seenBy('petit')).includes(kit.hiddenId), false)
  await kit.setRule({ breakGlass: false })
  assert.equal(await kit.seenBy('petit'), 'not-open-to-you')
  await kit.setRule({})
  assert.ok(Array.isArray(await kit.seenBy('petit')))
  await kit.close('petit')
})

test('inside by both ways, closing one of them leaves the other', async () => {
  await kit.setRule({})
  await kit.open('dispatcher')
  await kit.open('dispatcher', 'dispatch')
  for (const closed of [{ breakGlass: false }, { dispatch: false }]) {
    await kit.setRule(closed)
    assert.ok(Array.isArray(await kit.seenBy('dispatcher')), JSON.stringify(closed))
  }
  await kit.setRule({ breakGlass: false, dispatch: false })
  assert.equal(await kit.seenBy('dispatcher'), 'not-open-to-you')
  await kit.setRule({})
  await kit.close('dispatcher')
  assert.equal(await kit.seenBy('dispatcher'), 'not-open-to-you', 'both end')
})

test('it ends by the clock: four hours beside the person, one hour for the centre 15', async () => {
  await kit.setRule({})
  for (const [who, kind, hours] of [
    ['petit', 'break-glass', 4],
    ['dispatcher', 'dispatch', 1],
  ] as const) {
    await kit.open(who, kind)
    kit.clock.advance(hours * hourMs - 1)
    assert.ok(Array.isArray(await kit.seenBy(who)), `${kind} before its end`)
    kit.clock.advance(1)
    assert.equal(await kit.seenBy(who), 'not-open-to-you', `${kind} at its end`)
  }
})

test('somebody unknown, somebody born on another day, an emergency that nobody opened: one answer', async () => {
  const petit = await kit.visitorOf('petit')
  const answers = await Promise.all([
    toldOf(
      kit.area.open(petit, asked('break-glass', { ins: { system: testSystem, value: numberOf('2990351215189') } })),
    ),
    toldOf(kit.area.open(petit, asked('break-glass', { birthDate: '1979-03-29' }))),
    toldOf(kit.area.close(petit, '00000000-0000-4000-8000-00000000abcd', '')),
  ])
  for (const answer of answers) assert.deepEqual(answer, { kind: 'refused', reason: 'not-open-to-you', details: {} })
})

test('an opposition said beforehand answers as nobody’s space does, its holder reads what it was, and it is counted alike', async () => {
  const tell = (more: Parameters<typeof asked>[1]) =>
    kit.visitorOf('petit').then((petit) => toldOf(kit.area.open(petit, asked('break-glass', more))))
  await kit.setRule({ breakGlass: false })
  const unknown = { ins: { system: testSystem, value: numberOf('2990351215189') } }
  const refusals = async () => {
    const text = `select coalesce(sum(n), 0)::int as n from access.tally where kind = 'refusals' and party_id = $1`
    const rows = await kit.installation.database.owner.query<{ n: number }>({ text, values: [carers.petit] })
    return rows[0]?.n ?? 0
  }
  const earlier = await refusals()
  const told = await tell(unknown)
  const once = (await refusals()) - earlier
  assert.ok(once > 0)
  assert.deepEqual(await tell({}), told)
  assert.equal((await refusals()) - earlier, 2 * once)
  const { lines } = await kit.installation.carnet.history.readHistory(kit.her, kit.spaceId, { who: 'others', count: 1 })
  assert.deepEqual(
    lines.map(({ act, effect, reason }) => [act, effect, reason]),
    [['open-emergency', 'refuse', 'emergency-opposed']],
  )
  await kit.setRule({})
})

test('a dispatch by who regulates no calls is refused in the same words for everybody, and written where there is somebody', async () => {
  const petit = await kit.visitorOf('petit')
  const unknown = asked('dispatch', { ins: { system: testSystem, value: numberOf('2990351215189') } })
  const known = await toldOf(kit.area.open(petit, asked('dispatch')))
  assert.deepEqual(known, await toldOf(kit.area.open(petit, unknown)))
  assert.deepEqual(known, { kind: 'refused', reason: 'act-not-yours', details: {} })
  const { lines } = await kit.installation.carnet.history.readHistory(kit.her, kit.spaceId, { who: 'others', count: 5 })
  assert.ok(lines.some(({ act, effect }) => act === 'open-dispatch' && effect === 'refuse'))
  const elsewhere = await kit.visitorOf('dispatcher')
  assert.ok(elsewhere.actor.kind === 'professional')
  const away = { ...elsewhere, actor: { ...elsewhere.actor, facility: { id: '1990000077', name: 'Cabinet' } } }
  assert.equal(await reasonOf(kit.area.open(away, asked('dispatch'))), 'act-not-yours', 'only at the centre')
})

test('neither a block nor a pause closes it: only the word said beforehand does', async () => {
  const { permissions } = kit.installation.carnet
  await permissions.blockProfessional(kit.her, kit.spaceId, carers.petit)
  await permissions.pauseSpace(kit.her, kit.spaceId)
  await kit.open('petit')
  assert.ok(Array.isArray(await kit.seenBy('petit')))
  await kit.close('petit')
  await permissions.unpauseSpace(kit.her, kit.spaceId)
  await permissions.unblockProfessional(kit.her, kit.spaceId, carers.petit)
})

test('a reason of the list is needed, and no facility opens for its members', async () => {
  const petit = await kit.visitorOf('petit')
  const made = asked('break-glass', { reason: 'because' })
  assert.equal(await reasonOf(kit.area.open(petit, made)), 'emergency-reason-missing')
  await kit.open('petit')
  assert.ok(petit.actor.kind === 'professional')
  const colleague = { ...petit, actor: { ...petit.actor, id: '810000009999' } }
  const list = kit.installation.carnet.documents.listDocuments(colleague, { spaceId: kit.spaceId }, {})
  assert.equal(await reasonOf(list), 'not-open-to-you')
  await kit.close('petit')
})
