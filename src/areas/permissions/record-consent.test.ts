import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, professional } from '../../../scenarios/locks/door-kit.ts'
import { birthDate, openPermissionsKit, type PermissionsKit } from '../../../tests/support/permissions-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import type { Visitor } from '../../access/types.ts'
import { randomId } from '../../platform/ids.ts'
import { enteringParameters } from './entering-parameters.ts'
import type { NotedConsent } from './index.ts'

let kit: PermissionsKit
before(async () => {
  kit = await openPermissionsKit()
})
after(() => kit.close())

const day = 24
const nurse = professional('care')

const furnish = async (): Promise<string> => {
  const spaceId = await kit.foundSpace([])
  await depositOne(kit, spaceId)
  await depositOne(kit, spaceId, { hidden: true })
  return spaceId
}

const note = (spaceId: string, consent: Partial<NotedConsent> = {}, who = 'care') =>
  kit.permissions.recordConsent(professional(who), {
    space: { spaceId },
    birthDate,
    evidence: 'presence',
    purpose: 'care-team',
    ...consent,
  })

const lineOf = async (spaceId: string) =>
  (await kit.permissions.listAccess(holder(spaceId), spaceId)).find(({ partyId }) => partyId === 'care')

test('noted for the care team, it opens at the next request, and the holder is told each time', async () => {
  const spaceId = await furnish()
  assert.equal(await kit.listed(nurse, spaceId), undefined)
  assert.deepEqual(await note(spaceId), { spaceId })
  assert.equal(await kit.listed(nurse, spaceId), 1)
  assert.deepEqual((await lineOf(spaceId))?.relations, ['care-team'])
  assert.equal(await kit.notices(spaceId, 'notice-entered'), 1)
  await note(spaceId)
  assert.equal(await kit.notices(spaceId, 'notice-entered'), 2)
})

test('the team lasts a year from the last look or deposit, and no longer', async () => {
  const spaceId = await furnish()
  await note(spaceId)
  kit.wait(300 * day)
  assert.equal(await kit.listed(nurse, spaceId), 1)
  const ending = (await lineOf(spaceId))?.untils
  kit.wait(50 * day)
  assert.deepEqual((await lineOf(spaceId))?.untils, ending, 'far from its end nothing is written')
  assert.equal(await kit.listed(nurse, spaceId), 1, 'less than a month is left: this look prolongs it')
  kit.wait(360 * day)
  assert.equal(await kit.listed(nurse, spaceId), 1)
  kit.wait(366 * day)
  assert.equal(await kit.listed(nurse, spaceId), undefined)
  assert.equal(await lineOf(spaceId), undefined)
})

test('whoever is blocked prolongs nothing', async () => {
  const spaceId = await furnish()
  await note(spaceId)
  kit.wait(350 * day)
  await kit.permissions.blockProfessional(holder(spaceId), spaceId, 'care')
  await kit.door
    .open({ ...nurse, space: { spaceId }, act: 'deposit-document' }, async () => 'deposited')
    .then(({ value }) => assert.equal(value, 'deposited'))
  kit.wait(30 * day)
  await kit.permissions.unblockProfessional(holder(spaceId), spaceId, 'care')
  assert.equal(await kit.listed(nurse, spaceId), undefined)
})

test('a deposit prolongs the team as a look does', async () => {
  const spaceId = await furnish()
  await note(spaceId)
  kit.wait(350 * day)
  await kit.door.open({ ...nurse, space: { spaceId }, act: 'deposit-document' }, async () => 'deposited')
  kit.wait(30 * day)
  assert.equal(await kit.listed(nurse, spaceId), 1)
})

test('by itself it lasts thirty days; noted again it is one permission, with the later end', async () => {
  const spaceId = await furnish()
  await note(spaceId, { purpose: 'once', evidence: 'declared' })
  kit.wait(20 * day)
  await note(spaceId, { purpose: 'once', evidence: 'online' })
  const lines = await kit.permissions.listPermissions(holder(spaceId), spaceId)
  assert.deepEqual(
    lines.map(({ evidence, party }) => [evidence, party?.name]),
    [['online', 'Aminata DIALLO']],
  )
  kit.wait(29 * day)
  assert.equal(await kit.listed(nurse, spaceId), 1)
  kit.wait(1.1 * day)
  assert.equal(await kit.listed(nurse, spaceId), undefined)
})

test('the wrong birth date and an unknown person get one answer, and nothing is noted', async () => {
  const spaceId = await furnish()
  const wrong = await problemOf(note(spaceId, { birthDate: '1979-03-29' }))
  assert.deepEqual(await problemOf(note(randomId())), wrong)
  assert.deepEqual([wrong.kind, wrong.reason], ['refused', 'not-open-to-you'])
  assert.equal(await kit.listed(nurse, spaceId), undefined)
  assert.equal(await kit.notices(spaceId, 'notice-entered'), 0)
})

test('birth dates are not guessed: five tries for one person a day', async () => {
  const spaceId = await furnish()
  for (let tried = 1; tried <= enteringParameters.limits.consentPerPerson.count; tried += 1)
    await problemOf(note(spaceId, { birthDate: `1979-03-0${tried}` }, 'guesser'))
  assert.equal((await problemOf(note(spaceId, {}, 'guesser'))).kind, 'busy')
})

test('who is blocked notes nothing, nor anybody while the space is paused; nor does the holder', async () => {
  const spaceId = await furnish()
  await kit.permissions.blockProfessional(holder(spaceId), spaceId, 'blocked')
  assert.equal((await problemOf(note(spaceId, {}, 'blocked'))).reason, 'not-open-to-you')
  await kit.permissions.pauseSpace(holder(spaceId), spaceId)
  assert.equal((await problemOf(note(spaceId, {}, 'paused'))).reason, 'not-open-to-you')
  const own = { space: { spaceId }, birthDate, evidence: 'presence', purpose: 'once' } as const
  assert.equal((await problemOf(kit.permissions.recordConsent(holder(spaceId), own))).reason, 'act-not-yours')
})

test('the entry tells who noted it, the evidence and the end', async () => {
  const spaceId = await furnish()
  await note(spaceId, { evidence: 'declared' })
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'read-journal' } as const
  const { value } = await kit.door.open(visit, async ({ readEntries }) => readEntries({ limit: 3 }))
  const { body } = value.find(({ act }) => act === 'record-consent') ?? assert.fail('no entry')
  assert.equal(body.partyId, 'care')
  assert.equal(body.access?.relation, 'care-team')
  assert.equal(body.access?.evidence, 'declared')
  assert.equal(body.access?.until?.slice(0, 4), String(kit.now().getUTCFullYear() + 1))
})

const inClinic: Visitor = {
  ...professional('ann'),
  actor: {
    kind: 'professional',
    id: 'ann',
    name: 'Ann MARTIN',
    profession: '60',
    facility: { id: 'clinic', name: 'Clinique' },
  },
}
const noteAs = (visitor: Visitor, spaceId: string, consent: Partial<NotedConsent>) =>
  kit.permissions.recordConsent(visitor, {
    space: { spaceId },
    birthDate,
    evidence: 'presence',
    purpose: 'care-team',
    ...consent,
  })

test('collected for a colleague of the same place, by name, it opens to them and not to who collected it', async () => {
  const spaceId = await furnish()
  await noteAs(inClinic, spaceId, { colleague: 'Cyr DUPONT' })
  assert.equal(await kit.listed(professional('cyr'), spaceId), 1)
  assert.equal(await kit.listed(inClinic, spaceId), undefined)
  assert.equal(await kit.notices(spaceId, 'notice-entered'), 1)
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'read-journal' } as const
  const { value } = await kit.door.open(visit, async ({ readEntries }) => readEntries({ limit: 6 }))
  const { body } = value.find(({ act }) => act === 'record-consent') ?? assert.fail('no entry')
  assert.deepEqual([body.actor.id, body.partyId], ['ann', 'cyr'])
})

test('a name that is nobody’s there, several’s or one’s own is refused; so is one outside any place', async () => {
  const spaceId = await furnish()
  for (const colleague of ['Nobody', 'zz', 'Aminata DIALLO', 'Ann MARTIN'])
    assert.equal((await problemOf(noteAs(inClinic, spaceId, { colleague }))).reason, 'colleague-unknown', colleague)
  const other: Visitor = { ...inClinic, actor: { ...inClinic.actor, id: 'cyr' } }
  assert.equal((await problemOf(noteAs(other, spaceId, { colleague: 'MARTIN' }))).reason, 'colleague-unknown', 'two')
  const alone = professional('alone')
  assert.equal((await problemOf(noteAs(alone, spaceId, { colleague: 'Cyr' }))).reason, 'colleague-unknown')
})

test('whom the holder blocks is noted by nobody else either, and whoever tries learns nothing of it', async () => {
  const spaceId = await furnish()
  await kit.permissions.blockProfessional(holder(spaceId), spaceId, 'cyr')
  const wrong = await problemOf(noteAs(inClinic, spaceId, { birthDate: '1979-03-29', colleague: 'Béatrice' }))
  assert.deepEqual(await problemOf(noteAs(inClinic, spaceId, { colleague: 'Cyr' })), wrong)
})

test('who needs an express word joins no team, by themselves or a colleague; a consent of some days is noted', async () => {
  const spaceId = await furnish()
  const doctor: Visitor = {
    ...inClinic,
    actor: { ...inClinic.actor, kind: 'professional', id: 'dev', profession: '10', savoirFaire: 'express-only' },
  }
  assert.deepEqual([kit.permissions.mayJoinTeams(doctor), kit.permissions.mayJoinTeams(inClinic)], [false, true])
  assert.equal((await problemOf(noteAs(doctor, spaceId, {}))).reason, 'consent-express-only')
  assert.equal((await problemOf(noteAs(inClinic, spaceId, { colleague: 'Dev' }))).reason, 'consent-express-only')
  await noteAs(doctor, spaceId, { purpose: 'once' })
  assert.equal(await kit.listed(doctor, spaceId), 1)
})
