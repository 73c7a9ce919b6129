import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holderOf } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 14_600)

const say = async ({ spaceId }: Someone, what: string): Promise<unknown> =>
  installation.carnet.profile.addLine(holderOf(spaceId), { spaceId }, { section: 'allergies', fields: { what } })

const partOf = async ({ spaceId }: Someone) => {
  const { parts } = await installation.carnet.profile.readProfile(holderOf(spaceId), { spaceId })
  const part = parts.find(({ section }) => section === 'allergies')
  assert.ok(part)
  return part
}

const said = async (someoneHere: Someone): Promise<(string | undefined)[]> =>
  (await partOf(someoneHere)).lines.map(({ fields }) => fields['what']).toSorted()

test('what people say of their health follows a merge, stands once, is in the copy, and goes back with it; what is hidden there is hidden here', async () => {
  const [stays, goes] = [await someone(), await someone()]
  await say(stays, 'Latex')
  await say(goes, 'Arachide')
  await say(goes, 'Latex')
  const { profile, documents } = installation.carnet
  await profile.hideSection(holderOf(goes.spaceId), { spaceId: goes.spaceId }, { section: 'allergies', hidden: true })
  const { id } = await merge(stays, goes)
  assert.deepEqual(await said(stays), ['Arachide', 'Latex'])
  assert.equal((await partOf(stays)).isHidden, true)
  const copy = await documents.copySpace(holderOf(stays.spaceId), stays.spaceId)
  assert.equal(copy.profile.length, 2)
  await undo(id)
  assert.deepEqual(await said(stays), ['Latex'])
  assert.deepEqual(await said(goes), ['Arachide', 'Latex'])
  await merge(stays, goes)
  assert.deepEqual(await said(stays), ['Arachide', 'Latex'])
})

test('where one declared nothing and the other did not, the lines are what is known', async () => {
  const [stays, goes] = [await someone(), await someone()]
  const { profile } = installation.carnet
  await profile.declareNothing(holderOf(stays.spaceId), { spaceId: stays.spaceId }, 'allergies')
  await say(goes, 'Latex')
  const { id } = await merge(stays, goes)
  assert.deepEqual([await said(stays), (await partOf(stays)).nothing], [['Latex'], undefined])
  await undo(id)
  assert.ok((await partOf(stays)).nothing)
})

test('links follow a merge by what stands here, from either end, are in the copy, and go back with it', async () => {
  const [stays, goes] = [await someone(), await someone()]
  const { profile, documents } = installation.carnet
  await say(stays, 'Latex')
  const [there, space] = [holderOf(goes.spaceId), { spaceId: goes.spaceId }]
  const add = async (section: string, what: string): Promise<string> =>
    (await profile.addLine(there, space, { section, fields: { what } })).id
  const [same, asthma, drug] = [
    await add('allergies', 'Latex'),
    await add('conditions', 'Asthme'),
    await add('treatments', 'Salbutamol'),
  ]
  await profile.linkLine(there, space, { id: same, link: { kind: 'line', id: asthma } })
  await profile.linkLine(there, space, { id: drug, link: { kind: 'line', id: asthma } })
  await profile.linkLine(there, space, { id: drug, link: { kind: 'line', id: same } })
  const linked = async ({ spaceId }: Someone): Promise<string[]> => {
    const read = await profile.readProfile(holderOf(spaceId), { spaceId })
    return read.parts
      .flatMap(({ lines }) => lines)
      .map((line) => {
        const ends = (read.linked.get(line.id) ?? []).map((end) =>
          end.kind === 'line' ? end.line.fields['what'] : end.kind,
        )
        return `${line.fields['what']}: ${ends.toSorted().join(' ')}`
      })
      .toSorted()
  }
  const all = ['Asthme: Latex Salbutamol', 'Latex: Asthme Salbutamol', 'Salbutamol: Asthme Latex']
  assert.deepEqual(await linked(goes), all)
  const { id } = await merge(stays, goes)
  assert.deepEqual(await linked(stays), all)
  const copy = await documents.copySpace(holderOf(stays.spaceId), stays.spaceId)
  assert.equal(copy.profile.flatMap(({ links = [] }) => links).length, 3)
  await undo(id)
  assert.deepEqual(await linked(stays), ['Latex: '])
  assert.deepEqual(await linked(goes), all)
})
