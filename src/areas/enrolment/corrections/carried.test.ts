import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  approved,
  depositFor,
  doctor,
  holderOf,
  inventedIns,
  inventedTraits,
  registerInvented,
} from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'
import { newUniqueId, olderLine, writeRecord } from '../../../../tests/support/legacy-export.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { randomId } from '../../../platform/ids.ts'
import { openLegacyFolder } from '../../../startup/commands/legacy-folder.ts'
import { registerPersons } from '../../../startup/register-persons.ts'

let installation: Installation
let folder: string
before(async () => {
  installation = await openInstallation({ examples: false })
  folder = await mkdtemp(join(tmpdir(), 'carnet-legacy-'))
})
after(async () => {
  await installation.close()
  await rm(folder, { recursive: true })
})

const { someone, merge, undo } = createMerging(() => installation, 13_000)

let next = 13_500

const childOf = async (...parents: Someone[]): Promise<string> => {
  next += 1
  const ins = inventedIns(next)
  const traits = { ...inventedTraits('ENFANT'), birthDate: '2020-05-04' }
  await registerPersons(installation.carnet, [
    { ins, traits, email: `c${next}@example.org`, parents: parents.map((parent) => parent.ins) },
  ])
  return (await installation.carnet.register.findPersonByIns(ins))?.id ?? ''
}

const childrenOf = async ({ spaceId }: Someone): Promise<string[]> =>
  (await installation.carnet.enrolment.families.listChildren(spaceId)).map(({ personId }) => personId).toSorted()

const setLegacy = (personId: string): Promise<unknown> =>
  installation.database.owner.query({
    text: 'update enrolment.person set legacy = true where id = $1',
    values: [personId],
  })

test('a merged parent keeps the children, and each gets their own back', async () => {
  const [a, b] = [await someone(), await someone()]
  const [ofA, ofB, ofBoth] = [await childOf(a), await childOf(b), await childOf(a, b)]
  const { id } = await merge(a, b)
  assert.deepEqual(await childrenOf(a), [ofA, ofB, ofBoth].toSorted())
  const { enrolment, register } = installation.carnet
  await enrolment.families.setAside(holderOf(a.spaceId), a.spaceId, ofB)
  await undo(id)
  assert.deepEqual(await childrenOf(a), [ofA, ofBoth].toSorted())
  const states = (await register.listRepresented(b.personId)).map(({ personId, state }) => [personId, state])
  assert.deepEqual(
    states.toSorted(),
    [
      [ofB, 'set-aside'],
      [ofBoth, 'presumed'],
    ].toSorted(),
    'what was said meanwhile holds',
  )
})

test('a merged child keeps the parents', async () => {
  const parent = await someone()
  const [child, twin] = [await childOf(parent), await childOf()]
  const { id } = await merge({ personId: twin }, { personId: child })
  assert.deepEqual(await childrenOf(parent), [twin])
  await undo(id)
  assert.deepEqual(await childrenOf(parent), [child])
})

test('an older record is the survivor’s from then on, until it is undone', async () => {
  const [a, b] = [await someone(), await someone()]
  await setLegacy(b.personId)
  const legacyOf = async ({ personId }: Someone) => (await installation.carnet.register.findPerson(personId))?.legacy
  const { id } = await merge(a, b)
  assert.equal(await legacyOf(a), true)
  await undo(id)
  assert.deepEqual([await legacyOf(a), await legacyOf(b)], [false, true])
})

test('a first refusal is not dropped by a merge', async () => {
  const a = await someone()
  next += 1
  const otherId = await registerInvented(installation, next)
  await setLegacy(otherId)
  await installation.carnet.enrolment.lives.oppose({ personId: otherId, visitor: approved.asked, channel: 'counter' })
  assert.equal((await problemOf(merge(a, { personId: otherId }))).reason, 'correction-wrong-state')
})

test('the history of the other comes whole: older record, reason, way and facility', async () => {
  next += 1
  const otherId = await registerInvented(installation, next)
  const seen = newUniqueId()
  const by = { id: '810000000701', name: 'Docteur Ancien', profession: '10' }
  await writeRecord(folder, 'a', [
    olderLine(next, { uniqueId: seen, history: [{ at: '2019-01-02T03:04:05Z', by, act: 'read', document: seen }] }),
  ])
  const { carnet } = installation
  await carnet.importLegacy(openLegacyFolder(folder))
  await carnet.enrolment.lives.open({ personId: otherId, visitor: approved.asked, channel: 'counter' })
  const b = { personId: otherId, spaceId: (await carnet.register.findPerson(otherId))?.spaceId ?? '' }
  await depositFor(installation, inventedIns(next))
  await problemOf(carnet.documents.listDocuments(doctor('810009'), { spaceId: b.spaceId }, {}))
  const a = await someone()
  const { id } = await merge(a, b)
  const { lines, more } = await carnet.history.readOlderHistory(holderOf(a.spaceId), a.spaceId)
  assert.equal(more, false)
  assert.ok(lines.some(({ origin, actor }) => origin === 'legacy' && actor.name === by.name))
  const refused = lines.find(({ effect }) => effect === 'refuse')
  assert.deepEqual([refused?.reason, refused?.channel], ['no-relation', 'fhir'])
  const deposit = lines.find(({ act }) => act === 'deposit-document')
  assert.equal(deposit?.actor.facility, 'Laboratoire')

  const copy = await carnet.documents.copySpace(holderOf(a.spaceId), a.spaceId)
  assert.ok(copy.older.some(({ actor, documentTitle }) => actor.name === by.name && documentTitle === `Ancien ${seen}`))
  assert.equal(copy.older.length, lines.length)
  await undo(id)
  assert.deepEqual((await carnet.documents.copySpace(holderOf(a.spaceId), a.spaceId)).older, [])
})

test('no more than five hundred older lines are shown, and it is said that there are others, which the copy has', async () => {
  const [a, b] = [await someone(), await someone()]
  for (let n = 0; n < 510; n += 1)
    await installation.carnet.history.readHistory(holderOf(b.spaceId), b.spaceId, { who: 'all', count: 1 })
  await merge(a, b)
  const { history, documents } = installation.carnet
  const { lines, more } = await history.readOlderHistory(holderOf(a.spaceId), a.spaceId)
  assert.deepEqual([lines.length, more], [500, true])
  assert.ok((await documents.copySpace(holderOf(a.spaceId), a.spaceId)).older.length > 510)
})

test('the stricter of two twins holds, whichever mark it is; undone, each is as it was', async () => {
  const [a, b] = [await someone(), await someone()]
  const twins = { hidden: randomId(), withheld: randomId(), shown: randomId() }
  const uniqueIds = Object.values(twins).map((id) => `urn:uuid:${id}`)
  for (const uniqueId of uniqueIds) {
    await depositFor(installation, a.ins, { uniqueId })
    const withheld = uniqueId.endsWith(twins.withheld)
    await depositFor(installation, b.ins, { uniqueId, hidden: !withheld, withheld })
  }
  const marksOf = async ({ spaceId }: Someone) => {
    const page = await installation.carnet.documents.listDocuments(holderOf(spaceId), { spaceId }, { count: 100 })
    return new Map(page.entries.map(({ uniqueId, id, visibility }) => [uniqueId, { id, ...visibility }]))
  }
  const [hidden = '', withheld = '', shown = ''] = uniqueIds
  const { id } = await merge(a, b)
  const merged = await marksOf(a)
  assert.equal(merged.get(hidden)?.hidden, true)
  assert.equal(merged.has(withheld), false, 'withheld from the holder in either')
  await installation.carnet.documents.showDocument(holderOf(a.spaceId), merged.get(shown)?.id ?? '')
  await undo(id)
  const undone = await marksOf(a)
  for (const uniqueId of uniqueIds)
    assert.deepEqual([undone.get(uniqueId)?.hidden, undone.get(uniqueId)?.withheld], [false, false])
})

const [nurse, dentist, physio] = ['810000000711', '810000000712', '810000000713']

test('undone, a merge ends no pause and no block of the holder’s own; the blocks it brought go', async () => {
  const { permissions } = installation.carnet
  const [a, b] = [await someone(), await someone()]
  const block = ({ spaceId }: Someone, partyId: string) =>
    permissions.blockProfessional(holderOf(spaceId), spaceId, partyId)
  const unblock = ({ spaceId }: Someone, partyId: string) =>
    permissions.unblockProfessional(holderOf(spaceId), spaceId, partyId)
  const standing = async ({ spaceId }: Someone) => {
    const text = 'select party_id as party from access.block where space_id = $1 order by party_id'
    const rows = await installation.database.owner.query<{ party: string }>({ text, values: [spaceId] })
    return rows.map(({ party }) => party)
  }
  await permissions.pauseSpace(holderOf(b.spaceId), b.spaceId)
  for (const partyId of [nurse, dentist, physio]) await block(b, partyId)
  await block(a, physio)
  const { id } = await merge(a, b)
  assert.deepEqual(await standing(a), ['*', nurse, dentist, physio], 'a block in either blocks')
  await unblock(a, dentist)
  await block(a, dentist)
  await undo(id)
  assert.deepEqual(await standing(a), ['*', dentist, physio], 'the holder’s own since, and the pause')
  assert.deepEqual(await standing(b), ['*', nurse, dentist, physio])
  await permissions.unpauseSpace(holderOf(a.spaceId), a.spaceId)
  assert.deepEqual(await standing(a), [dentist, physio])
})

test('a pause that the holder began after a merge stays when it is undone', async () => {
  const { permissions } = installation.carnet
  const [a, b] = [await someone(), await someone()]
  await permissions.pauseSpace(holderOf(b.spaceId), b.spaceId)
  const { id } = await merge(a, b)
  await permissions.unpauseSpace(holderOf(a.spaceId), a.spaceId)
  await permissions.pauseSpace(holderOf(a.spaceId), a.spaceId)
  await undo(id)
  const text = "select from access.block where space_id = $1 and party_id = '*'"
  assert.equal((await installation.database.owner.query({ text, values: [a.spaceId] })).length, 1)
})
