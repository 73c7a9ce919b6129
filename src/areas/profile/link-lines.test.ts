import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, professional } from '../../../scenarios/locks/door-kit.ts'
import { openProfileKit, related, type ProfileKit } from '../../../tests/support/profile-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import type { Visitor } from '../../access/types.ts'
import { createParameters } from '../../reference/create-parameters.ts'
import { ownGrowthReference, readGrowthReference } from '../../reference/growth-reference.ts'
import type { LineLink, ProfileSaying } from '../../reference/profile-entry.ts'
import { createObservations } from '../observations/index.ts'

let made: ProfileKit
before(async () => {
  made = await openProfileKit()
})
after(() => made.kit.close())

const saying = (section: string, what: string): ProfileSaying => ({ section, fields: { what } })

/** A space with an asthma and what is taken against it. */
const found = async (...ties: Parameters<ProfileKit['kit']['foundSpace']>[0]) => {
  const { kit, profile } = made
  const spaceId = await kit.foundSpace(ties)
  const [me, space] = [holder(spaceId), { spaceId }]
  const disease = (await profile.addLine(me, space, saying('conditions', 'Asthme'))).id
  const drug = (await profile.addLine(me, space, saying('treatments', 'Salbutamol'))).id
  const link = (id: string, end: LineLink): Promise<void> => profile.linkLine(me, space, { id, link: end })
  const ends = async (visitor: Visitor, id: string): Promise<string[]> =>
    ((await profile.readProfile(visitor, space)).linked.get(id) ?? []).map(({ kind, id: end }) => `${kind} ${end}`)
  return { spaceId, me, space, disease, drug, link, ends, profile, kit }
}

test('both ends of a link show it, once; from either end it is taken away; what is said otherwise stays linked', async () => {
  const { me, space, disease, drug, link, ends, profile } = await found()
  await link(disease, { kind: 'line', id: drug })
  await link(drug, { kind: 'line', id: disease })
  assert.deepEqual([await ends(me, disease), await ends(me, drug)], [[`line ${drug}`], [`line ${disease}`]])
  await profile.changeLine(me, space, { id: disease, saying: saying('conditions', 'Asthme allergique') })
  assert.deepEqual(await ends(me, drug), [`line ${disease}`])
  const { parts } = await profile.readProfile(me, space)
  assert.ok(
    parts.flatMap(({ lines }) => lines).every((line) => !('links' in line)),
    'as they are kept they go nowhere',
  )
  await profile.unlinkLine(me, space, { id: drug, link: { kind: 'line', id: disease } })
  assert.deepEqual([await ends(me, disease), await ends(me, drug)], [[], []])
})

test('an end that is deleted is gone, and comes back with it', async () => {
  const { me, space, disease, drug, link, ends, profile } = await found()
  await link(disease, { kind: 'line', id: drug })
  await profile.deleteLine(me, space, drug)
  assert.deepEqual(await ends(me, disease), [])
  await profile.restoreLine(me, space, drug)
  assert.deepEqual(await ends(me, disease), [`line ${drug}`])
})

test('documents, kinds of measurement and folders are linked; who may not see an end finds nothing of it', async () => {
  const { spaceId, me, space, disease, link, ends, kit, profile } = await found({
    partyId: 'doctor',
    kind: 'care-team',
  })
  const open = await depositOne(kit, spaceId)
  const hidden = await depositOne(kit, spaceId, { hidden: true })
  const folder = '66666666-6666-4666-8666-666666666666'
  await kit.door.open({ ...me, space, act: 'arrange-documents' }, ({ vault }) =>
    vault.keepArrangement({ folders: [{ id: folder, name: 'Poumons' }], places: {}, pins: [] }),
  )
  const observations = createObservations({
    door: kit.door,
    clock: made.ground.clock,
    persons: made.ground.persons,
    parameters: createParameters(),
    growth: readGrowthReference(ownGrowthReference),
  })
  const at = '2026-11-20T08:00:00+01:00'
  await observations.addMeasurements(me, space, [{ kind: 'body-weight', at, values: { value: '70' } }])
  const all: LineLink[] = [
    { kind: 'document', id: open.id },
    { kind: 'document', id: hidden.id },
    { kind: 'folder', id: folder },
    { kind: 'measure', id: 'body-weight' },
  ]
  for (const one of all) await link(disease, one)
  assert.deepEqual(
    await ends(me, disease),
    all.map(({ kind, id }) => `${kind} ${id}`),
  )
  assert.deepEqual(await ends(professional('doctor'), disease), [`document ${open.id}`, 'measure body-weight'])
  await profile.hideSection(me, space, { section: 'conditions', hidden: true })
  assert.deepEqual(await ends(professional('doctor'), disease), [])
})

test('what a minor keeps from their parents is at no end that a parent sees, and no history of theirs tells of the link', async () => {
  const { spaceId, me, space, disease, drug, ends, kit, profile } = await found({
    partyId: 'a-parent',
    kind: 'representative',
    until: '2030-01-01T00:00:00.000Z',
  })
  made.born('2011-02-03')
  const secret = (await profile.addLine(me, space, { ...saying('treatments', 'Pilule'), secret: true })).id
  const paper = await depositOne(kit, spaceId, { secret: true })
  const toldParents = async () => (await made.audiences(spaceId)).filter((audience) => audience === 'main').length
  const told = await toldParents()
  await profile.linkLine(me, space, { id: disease, link: { kind: 'line', id: secret } })
  await profile.linkLine(me, space, { id: disease, link: { kind: 'document', id: paper.id } })
  await profile.unlinkLine(me, space, { id: disease, link: { kind: 'document', id: paper.id } })
  await profile.linkLine(me, space, { id: disease, link: { kind: 'document', id: paper.id } })
  assert.equal(await toldParents(), told)
  assert.deepEqual(await ends(me, disease), [`line ${secret}`, `document ${paper.id}`])
  const parent = related('a-parent')
  assert.deepEqual(await ends(parent, disease), [])
  for (const link of [
    { kind: 'line', id: secret },
    { kind: 'document', id: paper.id },
  ] as const)
    for (const act of [profile.linkLine, profile.unlinkLine])
      assert.equal((await problemOf(act(parent, space, { id: disease, link }))).reason, 'profile-link-unknown')
  await profile.linkLine(parent, space, { id: disease, link: { kind: 'line', id: drug } })
  assert.deepEqual(await ends(me, disease), [`line ${secret}`, `document ${paper.id}`, `line ${drug}`])
  made.born('1979-03-24')
})

test('a link leads to something that is there: nothing else is linked, and no line with itself', async () => {
  const { me, space, disease, profile } = await found()
  const nobody = '00000000-0000-4000-8000-000000000000'
  const refused = async (link: LineLink, id = disease): Promise<string> =>
    (await problemOf(profile.linkLine(me, space, { id, link }))).reason
  for (const kind of ['line', 'document', 'folder'] as const)
    for (const id of [nobody, 'x', '']) assert.equal(await refused({ kind, id }), 'profile-link-unknown', kind)
  assert.equal(await refused({ kind: 'measure', id: 'body-weight' }), 'profile-link-unknown', 'never measured')
  assert.equal(await refused({ kind: 'line', id: disease }), 'profile-link-self')
  assert.equal(await refused({ kind: 'line', id: disease }, nobody), 'profile-line-unknown')
})
