import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { doorWith, knock } from '../../../scenarios/locks/budget-kit.ts'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder } from '../../../scenarios/locks/door-kit.ts'
import { openPermissionsKit, type PermissionsKit } from '../../../tests/support/permissions-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import type { Visitor } from '../../access/types.ts'
import { randomId } from '../../platform/ids.ts'
import type { AppConsent } from './index.ts'

let kit: PermissionsKit
before(async () => {
  kit = await openPermissionsKit()
})
after(() => kit.close())

const open: AppConsent = { clientId: 'tension', typeCodes: ['open-type'], duration: 'some-months' }
const consent = async (spaceId: string, changes: Partial<AppConsent> = {}): Promise<string> =>
  (await kit.permissions.consentToApp(holder(spaceId), spaceId, { ...open, ...changes })).id

const app = (consentId: string, id = 'tension'): Visitor => ({
  actor: { kind: 'app', id, name: 'Carnet de tension', consentId },
  authLevel: 'substantial',
  origin: { channel: 'fhir', software: id },
})

const clock: Visitor = {
  actor: { kind: 'system', id: 'enrolment', name: 'Carnet' },
  authLevel: 'high',
  origin: { channel: 'jobs' },
}

/** A space with two open documents and one of another type. */
const furnish = async (): Promise<string> => {
  const spaceId = await kit.foundSpace([])
  await depositOne(kit, spaceId)
  await depositOne(kit, spaceId)
  await depositOne(kit, spaceId, { typeCode: 'other-type' })
  return spaceId
}

test('it reads the kinds that were ticked, and nothing that is kept from anybody', async () => {
  const spaceId = await furnish()
  const kept = [
    await depositOne(kit, spaceId, { hidden: true }),
    await depositOne(kit, spaceId, { withheld: true }),
    await depositOne(kit, spaceId, { secret: true }),
  ]
  const visitor = app(await consent(spaceId))
  assert.equal(await kit.listed(visitor, spaceId), 2)
  for (const { id: documentId } of kept) {
    const visit = { ...visitor, space: { spaceId }, act: 'read-document', documentId } as const
    const look = kit.door.open(visit, async (opened) => opened.require(await opened.vault.findDocument(documentId)))
    assert.equal((await problemOf(look)).reason, 'document-not-open')
  }
})

test('what is withheld waits for a professional’s word, also when it has opened to the holder by itself', async () => {
  const spaceId = await kit.foundSpace([])
  await depositOne(kit, spaceId, { withheld: true })
  const visitor = app(await consent(spaceId, { duration: 'a-year' }))
  kit.wait(24 * 40)
  assert.equal(await kit.listed(holder(spaceId), spaceId), 1)
  assert.equal(await kit.listed(visitor, spaceId), 0)
})

test('it ends by itself, after a year at most', async () => {
  for (const [duration, mostDays] of [
    ['some-months', 92],
    ['a-year', 366],
  ] as const) {
    const spaceId = await furnish()
    const { id, until } = await kit.permissions.consentToApp(holder(spaceId), spaceId, { ...open, duration })
    const hours = (Date.parse(until) - kit.now().getTime()) / 3_600_000
    assert.ok(hours <= mostDays * 24, duration)
    kit.wait(hours - 0.01)
    assert.equal(await kit.listed(app(id), spaceId), 2, duration)
    kit.wait(0.02)
    assert.equal(await kit.listed(app(id), spaceId), undefined, duration)
  }
})

test('stopped, paused, blocked, of another consent, of another app, of another space: refused alike', async () => {
  const [spaceId, other] = [await furnish(), await furnish()]
  const id = await consent(spaceId)
  const visitor = app(id)
  const refused = await knock(kit.door, visitor, { spaceId: other })
  assert.equal(refused, 'not-open-to-you')
  assert.equal(await knock(kit.door, app(randomId()), { spaceId }), refused)
  assert.equal(await knock(kit.door, app(id, 'someone'), { spaceId }), refused)
  await kit.permissions.pauseSpace(holder(spaceId), spaceId)
  assert.equal(await knock(kit.door, visitor, { spaceId }), refused)
  await kit.permissions.unpauseSpace(holder(spaceId), spaceId)
  assert.equal(await kit.listed(visitor, spaceId), 2)
  await kit.permissions.endPermission(holder(spaceId), spaceId, id)
  assert.equal(await knock(kit.door, visitor, { spaceId }), refused)
  await kit.permissions.blockProfessional(holder(spaceId), spaceId, 'tension')
  assert.equal((await problemOf(consent(spaceId))).reason, 'party-blocked')
})

test('no tie lets an app in: the consent alone does', async () => {
  for (const kind of ['care-team', 'treating-doctor', 'administrator', 'author'] as const) {
    const spaceId = await kit.foundSpace([{ partyId: 'tension', kind }])
    assert.equal(await knock(kit.door, app(randomId()), { spaceId }), 'not-open-to-you', kind)
  }
})

test('consented to anew, what stood before is over: one consent at a time, told in the history', async () => {
  const spaceId = await furnish()
  const [first, second] = [await consent(spaceId), await consent(spaceId, { typeCodes: ['other-type'] })]
  assert.equal(await kit.listed(app(first), spaceId), undefined)
  assert.equal(await kit.listed(app(second), spaceId), 1)
  const lines = await kit.permissions.listPermissions(holder(spaceId), spaceId)
  assert.deepEqual(
    lines.map(({ id, party, app: known }) => [id, party?.name, known?.publisher]),
    [[second, 'Carnet de tension', 'Éditions du Pouls']],
  )
  const [line] = (await kit.permissions.listAccess(holder(spaceId), spaceId)).filter((one) => one.consentId)
  assert.equal(line?.consentId, second)
})

test('nothing ticked, an unknown app, a professional’s name, and an app by a professional’s page are refused', async () => {
  const spaceId = await furnish()
  for (const [changes, reason] of [
    [{ typeCodes: [] }, 'app-consent-empty'],
    [{ clientId: 'nobody' }, 'app-unknown'],
    [{ clientId: 'petit' }, 'app-unknown'],
  ] as const)
    assert.equal((await problemOf(consent(spaceId, changes))).reason, reason)
  const offer = { scope: { kind: 'everything' }, duration: 'hour', partyId: 'tension' } as const
  const given = kit.permissions.givePermission(holder(spaceId), spaceId, offer)
  assert.equal((await problemOf(given)).reason, 'party-unknown')
})

test('whom somebody represents lets no app in, child or adult', async () => {
  for (const until of ['2099-01-01T00:00:00.000Z', undefined]) {
    const tie = { partyId: 'parent', kind: 'representative', ...(until && { until }) } as const
    const spaceId = await kit.foundSpace([tie])
    assert.equal((await problemOf(consent(spaceId))).reason, 'app-adults-only')
  }
})

test('whoever comes to be represented is left by the apps that they let in', async () => {
  for (const until of ['2099-01-01T00:00:00.000Z', undefined]) {
    const spaceId = await furnish()
    const visitor = app(await consent(spaceId))
    assert.equal(await kit.listed(visitor, spaceId), 2)
    const tie = { partyId: 'guardian', kind: 'representative', ...(until && { until }) } as const
    const visit = { ...clock, space: { spaceId }, act: 'set-representatives' } as const
    await kit.door.open(visit, (opened) => opened.addRelations([tie]))
    assert.equal(await kit.listed(visitor, spaceId), undefined)
  }
})

test('the holder is told of its first look, once', async () => {
  const spaceId = await furnish()
  const visitor = app(await consent(spaceId))
  await kit.listed(visitor, spaceId)
  await kit.listed(visitor, spaceId)
  assert.equal(await kit.notices(spaceId, 'notice-first-look'), 1)
})

test('over its number of new persons it meets nobody new, and keeps whom it met', async () => {
  kit.wait(48)
  const door = doorWith(kit, { newPersons: [2] }, { clock: { now: kit.now } })
  const spaces = [await furnish(), await furnish(), await furnish()]
  const visitors = await Promise.all(spaces.map(async (spaceId) => app(await consent(spaceId))))
  const heard = []
  for (const [index, spaceId] of spaces.entries())
    heard.push(await knock(door, visitors[index] ?? assert.fail(), { spaceId }))
  assert.deepEqual(heard, ['in', 'in', 'too-many-persons'])
  assert.equal(await knock(door, visitors[0] ?? assert.fail(), { spaceId: spaces[0] ?? '' }), 'in')
})

test('an app that the operator holds meets nobody new', async () => {
  const [met, unmet] = [await furnish(), await furnish()]
  const known = app(await consent(met))
  const door = doorWith(kit, {}, { clock: { now: kit.now } })
  assert.equal(await knock(door, known, { spaceId: met }), 'in')
  await kit.database.owner.query({ text: `insert into access.hold (party_id) values ('tension')` })
  assert.equal(await knock(door, app(await consent(unmet)), { spaceId: unmet }), 'too-many-persons')
  assert.equal(await knock(door, known, { spaceId: met }), 'in')
  await kit.database.owner.query({ text: 'delete from access.hold' })
})
