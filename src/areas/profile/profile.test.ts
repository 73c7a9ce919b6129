import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, loosePrefilter, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { openProfileKit, related, type ProfileKit } from '../../../tests/support/profile-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { createDoor } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import { systemClock } from '../../platform/clock.ts'
import type { ProfileSaying } from '../../reference/profile-entry.ts'
import type { Statement } from '../../reference/statement-entry.ts'
import { clockVisitor } from '../enrolment/index.ts'
import { createProfile } from './create-profile.ts'
import type { Profile } from './types.ts'

let kit: DoorKit
let profile: Profile
let made: ProfileKit
before(async () => {
  made = await openProfileKit()
  ;({ kit, profile } = made)
})
after(() => kit.close())

const pollen: ProfileSaying = { section: 'allergies', fields: { what: 'Pollen de bouleau', since: '2019-04' } }
const partOf = async (visitor: Visitor, spaceId: string, key: string) => {
  const { parts } = await profile.readProfile(visitor, { spaceId })
  const part = parts.find(({ section }) => section === key)
  assert.ok(part)
  return part
}

const titles = async (visitor: Visitor, spaceId: string, key = 'allergies'): Promise<(string | undefined)[]> =>
  (await partOf(visitor, spaceId, key)).lines.map(({ fields }) => fields['what'])

test('a line is kept with its author and date, once; said otherwise, taken away and put back', async () => {
  const spaceId = await kit.foundSpace([])
  const [me, space] = [holder(spaceId), { spaceId }]
  const { id, isNew } = await profile.addLine(me, space, {
    section: 'allergies',
    fields: { ...pollen.fields, comment: ' ' },
  })
  assert.equal(isNew, true)
  assert.deepEqual(await profile.addLine(me, space, pollen), { id, isNew: false })
  const [line] = (await partOf(me, spaceId, 'allergies')).lines
  assert.deepEqual(line?.fields, pollen.fields)
  assert.deepEqual(line?.author, { as: 'holder', id: spaceId, name: 'Dominique' })
  assert.equal(line?.changedAt, '2026-11-23T10:00:00.000Z')
  await profile.changeLine(me, space, { id, saying: { ...pollen, fields: { what: 'Pollen' } } })
  assert.deepEqual(await titles(me, spaceId), ['Pollen'])
  await profile.deleteLine(me, space, id)
  assert.deepEqual(await titles(me, spaceId), [])
  assert.equal((await problemOf(profile.deleteLine(me, space, id))).reason, 'profile-line-unknown')
  await profile.restoreLine(me, space, id)
  assert.deepEqual(await titles(me, spaceId), ['Pollen'])
})

test('that there is nothing is a dated word, which a line takes away; it is not said beside one', async () => {
  const spaceId = await kit.foundSpace([])
  const [me, space] = [holder(spaceId), { spaceId }]
  await profile.declareNothing(me, space, 'allergies')
  await profile.declareNothing(me, space, 'allergies')
  const empty = await partOf(me, spaceId, 'allergies')
  assert.equal(empty.nothing?.changedAt, '2026-11-23T10:00:00.000Z')
  await profile.addLine(me, space, pollen)
  const filled = await partOf(me, spaceId, 'allergies')
  assert.deepEqual([filled.nothing, filled.lines.length], [undefined, 1])
  assert.equal((await problemOf(profile.declareNothing(me, space, 'allergies'))).reason, 'profile-not-empty')
  assert.equal((await problemOf(profile.declareNothing(me, space, 'contacts'))).reason, 'profile-section-unknown')
})

test('who reads it: by the same decision as documents, section by section; what is hidden is there for its holder alone', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'doctor', kind: 'care-team' }])
  const [me, space] = [holder(spaceId), { spaceId }]
  await profile.addLine(me, space, pollen)
  await profile.addLine(me, space, { section: 'conditions', fields: { what: 'Asthme' } })
  assert.deepEqual(await titles(professional('doctor'), spaceId), ['Pollen de bouleau'])
  await profile.hideSection(me, space, { section: 'allergies', hidden: true })
  const seen = await partOf(professional('doctor'), spaceId, 'allergies')
  assert.deepEqual([seen.lines, seen.nothing, seen.isHidden], [[], undefined, false])
  assert.deepEqual(await titles(professional('doctor'), spaceId, 'conditions'), ['Asthme'])
  assert.deepEqual(await titles(me, spaceId), ['Pollen de bouleau'])
  assert.equal((await partOf(me, spaceId, 'allergies')).isHidden, true)
  const stranger = await problemOf(profile.readProfile(professional('stranger'), space))
  assert.equal(stranger.kind, 'refused')
  assert.equal((await problemOf(profile.addLine(professional('doctor'), space, pollen))).kind, 'refused')
})

test('of a section that is people’s own, professionals see nothing, whatever they may read otherwise', async () => {
  const spaceId = await kit.foundSpace([
    { partyId: 'doctor', kind: 'treating-doctor' },
    { partyId: 'a-parent', kind: 'representative', until: '2030-01-01T00:00:00.000Z' },
  ])
  const [me, space] = [holder(spaceId), { spaceId }]
  const fields = { what: 'Mutuelle exemple', number: '12345', until: '2030' }
  const insurance = await profile.addLine(me, space, { section: 'administrative', fields })
  const asthma = await profile.addLine(me, space, { section: 'conditions', fields: { what: 'Asthme' } })
  await profile.linkLine(me, space, { id: asthma.id, link: { kind: 'line', id: insurance.id } })
  assert.deepEqual(await titles(me, spaceId, 'administrative'), ['Mutuelle exemple'])
  assert.deepEqual(await titles(related('a-parent'), spaceId, 'administrative'), ['Mutuelle exemple'])
  assert.deepEqual(await titles(professional('doctor'), spaceId, 'administrative'), [])
  assert.deepEqual(await titles(professional('doctor'), spaceId, 'conditions'), ['Asthme'])
  assert.equal((await profile.readProfile(professional('doctor'), space)).linked.size, 0)
})

test('a minor keeps a line from their parents, who find nothing of it, in no list and no history', async () => {
  const spaceId = await kit.foundSpace([
    { partyId: 'a-parent', kind: 'representative', until: '2030-01-01T00:00:00.000Z' },
  ])
  const [me, space, parent] = [holder(spaceId), { spaceId }, related('a-parent')]
  const secret: ProfileSaying = { ...pollen, secret: true }
  assert.equal(
    (await problemOf(profile.addLine(me, space, secret))).reason,
    'act-not-yours',
    'a grown-up has no parents here',
  )
  made.born('2011-02-03')
  const { id } = await profile.addLine(me, space, secret)
  await profile.deleteLine(me, space, id)
  await profile.restoreLine(me, space, id)
  assert.deepEqual([await titles(me, spaceId), await titles(parent, spaceId)], [['Pollen de bouleau'], []])
  assert.equal((await problemOf(profile.deleteLine(parent, space, id))).reason, 'profile-line-unknown')
  assert.equal((await profile.addLine(parent, space, pollen)).isNew, true, 'what they cannot see does not answer')
  const apart = 'hidden-from-representatives'
  assert.deepEqual((await made.audiences(spaceId)).toSorted(), [apart, apart, apart, 'main'])
  const wishes: ProfileSaying = { section: 'directives', fields: { what: 'here', says: 'x' } }
  assert.equal((await problemOf(profile.addLine(me, space, wishes))).reason, 'profile-adults-alone')
  made.born('1979-03-24')
})

test('of some things there is one: a blood group, a trusted person', async () => {
  const spaceId = await kit.foundSpace([])
  const [me, space] = [holder(spaceId), { spaceId }]
  const group: ProfileSaying = { section: 'blood-group', fields: { what: 'A+' } }
  const { id } = await profile.addLine(me, space, group)
  assert.equal(
    (await problemOf(profile.addLine(me, space, { ...group, fields: { what: 'O-' } }))).reason,
    'profile-single',
  )
  await profile.changeLine(me, space, { id, saying: { ...group, fields: { what: 'O-' } } })
  const trusted = (what: string): ProfileSaying => ({
    section: 'contacts',
    fields: { what, role: 'emergency trusted' },
  })
  await profile.addLine(me, space, trusted('Claude'))
  const again = await problemOf(profile.addLine(me, space, trusted('Camille')))
  assert.deepEqual([again.reason, again.details['field']], ['profile-once', 'role'])
})

test('the card shows lines that stand', async () => {
  const spaceId = await kit.foundSpace([])
  const [me, space] = [holder(spaceId), { spaceId }]
  const { id } = await profile.addLine(me, space, pollen)
  await profile.chooseCard(me, space, [id, id, '00000000-0000-4000-8000-000000000000'])
  assert.deepEqual((await profile.readProfile(me, space)).card, [id])
  await profile.deleteLine(me, space, id)
  assert.deepEqual((await profile.readProfile(me, space)).card, [])
})

test('what a minor put on the card and keeps from their parents stays there when a parent chooses', async () => {
  const spaceId = await kit.foundSpace([
    { partyId: 'a-parent', kind: 'representative', until: '2030-01-01T00:00:00.000Z' },
  ])
  const [me, space, parent] = [holder(spaceId), { spaceId }, related('a-parent')]
  made.born('2011-02-03')
  const secret = await profile.addLine(me, space, { ...pollen, secret: true })
  const open = await profile.addLine(me, space, { section: 'conditions', fields: { what: 'Asthme' } })
  await profile.chooseCard(me, space, [secret.id])
  await profile.chooseCard(parent, space, [open.id])
  assert.deepEqual((await profile.readProfile(parent, space)).card, [open.id])
  assert.deepEqual((await profile.readProfile(me, space)).card.toSorted(), [secret.id, open.id].toSorted())
  made.born('1979-03-24')
})

test('what documents say is proposed to who may read them; taken it is a line that names its document, ignored it is gone', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'doctor', kind: 'care-team' }])
  const [me, space] = [holder(spaceId), { spaceId }]
  const { id, blobId } = await depositOne(kit, spaceId, { authorIds: ['author'] })
  const statements = ['Arachide', 'Latex'].map((label): Statement => ({
    section: 'allergies',
    codes: [],
    label,
    since: '2021-12-04T10:00:00+01:00',
  }))
  await kit.door.open({ ...clockVisitor, space, act: 'extract-text', documentId: id }, ({ vault }) =>
    vault.insertRead(blobId, { statements }),
  )
  const stated = async (visitor: Visitor) => (await partOf(visitor, spaceId, 'allergies')).stated
  const [first, second] = await stated(me)
  assert.deepEqual([first?.statement.label, first?.documentId], ['Arachide', id])
  await profile.takeStated(me, space, first?.key ?? '')
  await profile.ignoreStated(me, space, second?.key ?? '')
  assert.deepEqual(await stated(me), [])
  const [line] = (await partOf(me, spaceId, 'allergies')).lines
  assert.deepEqual([line?.fields, line?.documentId], [{ what: 'Arachide', since: '2021-12-04' }, id])
  assert.equal((await stated(professional('doctor'))).length, 2, 'what its holder ignores stays said by its author')
  await kit.door.open({ ...me, space, act: 'hide-document', documentId: id }, ({ vault }) =>
    vault.updateState(id, { hidden: true }),
  )
  assert.deepEqual(await stated(professional('doctor')), [])
  // a list that lets too much out tells nothing more: each document is judged
  const closed = await depositOne(kit, spaceId, { typeCode: 'closed-type' })
  await kit.door.open({ ...clockVisitor, space, act: 'extract-text', documentId: closed.id }, ({ vault }) =>
    vault.insertRead(closed.blobId, { statements }),
  )
  const { database, keys, blobs } = kit
  const door = createDoor({ database: database.app, keys, blobs, rules: loosePrefilter, clock: systemClock })
  const loose = await createProfile({ ...made.ground, door }).readProfile(professional('doctor'), space)
  assert.deepEqual(
    loose.parts.flatMap((part) => part.stated),
    [],
  )
  assert.equal((await problemOf(profile.takeStated(me, space, `${id}.7`))).reason, 'profile-line-unknown')
})
