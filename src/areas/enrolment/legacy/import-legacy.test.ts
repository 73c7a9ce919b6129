import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  approved,
  doctor,
  holderOf,
  inventedIns,
  openInvented,
  registerInvented,
} from '../../../../tests/support/corrections-bench.ts'
import { failing, newUniqueId, olderLine, writeRecord } from '../../../../tests/support/legacy-export.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { journalOwner, verifyJournal } from '../../../journal/verify.ts'
import { Problem } from '../../../platform/problem.ts'
import { importLegacyCommand } from '../../../startup/commands/import-legacy.ts'
import { openLegacyFolder } from '../../../startup/commands/legacy-folder.ts'
import type { LegacyFlaw } from './types.ts'

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

let files = 0
const newExport = async (): Promise<string> => {
  files += 1
  const root = join(folder, `export-${files}`)
  await mkdir(root)
  return root
}

const flawsOf = async (root: string): Promise<LegacyFlaw[]> => {
  const flaws: LegacyFlaw[] = []
  await installation.carnet.importLegacy(openLegacyFolder(root), { onFlaws: async (some) => void flaws.push(...some) })
  return flaws
}

const titlesSeen = async (spaceId: string, as = holderOf(spaceId)): Promise<string[]> => {
  const page = await installation.carnet.documents.listDocuments(as, { spaceId }, { count: 100 })
  return page.entries.map(({ title }) => title).toSorted()
}

const open = async (personId: string): Promise<string> => {
  const { lives } = installation.carnet.enrolment
  return lives.open({ personId, visitor: approved.asked, channel: 'counter' })
}

test('moved in before the opening: there at the opening, with dates, authors, hidden marks and accesses', async () => {
  const personId = await registerInvented(installation, 701)
  const root = await newExport()
  const [seen, hidden] = [newUniqueId(), newUniqueId()]
  const by = { id: '810000000701', name: 'Docteur Ancien', profession: '10' }
  await writeRecord(root, 'a', [
    olderLine(701, { uniqueId: seen, history: [{ at: '2019-01-02T03:04:05Z', by, act: 'read', document: seen }] }),
    olderLine(701, { uniqueId: hidden, hidden: true, authors: [by] }),
  ])
  const { carnet } = installation
  const outcome = await carnet.importLegacy(openLegacyFolder(root))
  assert.deepEqual(outcome, { records: 1, resumed: 0, stored: 2, present: 0, rejected: 0 })
  const waiting = await carnet.register.findPerson(personId)
  assert.equal(waiting?.legacy, true)
  await assert.rejects(titlesSeen(waiting?.spaceId ?? ''), /own-space-waiting/)
  const spaceId = await open(personId)
  assert.equal(spaceId, waiting?.spaceId)
  assert.deepEqual(await titlesSeen(spaceId), [`Ancien ${seen}`, `Ancien ${hidden}`].toSorted())
  const { entries } = await carnet.documents.listDocuments(holderOf(spaceId), { spaceId }, {})
  const [entry] = entries
  const [author] = entries.find(({ uniqueId }) => uniqueId === hidden)?.authors ?? []
  assert.deepEqual([author?.person?.family, author?.role?.code], ['Docteur Ancien', '10'])
  assert.equal(entry?.createdAt, '2018-02-03T09:00:00Z')
  assert.match(entry?.depositedAt ?? '', /^2018-02-04T09:00:00/)
  assert.deepEqual(await titlesSeen(spaceId, doctor(by.id)), [`Ancien ${hidden}`], 'the author reads their own')
  const older = await carnet.history.readOlderHistory(holderOf(spaceId), spaceId)
  assert.equal(older.more, false)
  assert.deepEqual(older.lines, [
    {
      at: '2019-01-02T03:04:05Z',
      effect: 'permit',
      act: 'read-document',
      actor: by,
      origin: 'legacy',
      documentId: entries.find(({ uniqueId }) => uniqueId === seen)?.id,
      documentTitle: `Ancien ${seen}`,
    },
  ])
  assert.deepEqual(await carnet.importLegacy(openLegacyFolder(root)), { ...outcome, resumed: 1 }, 'nothing twice')
  assert.equal((await titlesSeen(spaceId)).length, 2)
})

test('somebody whose space is open gets it as well; what is there already stays', async () => {
  const { spaceId } = await openInvented(installation, 702)
  const first = await newExport()
  const uniqueId = newUniqueId()
  await writeRecord(first, 'a', [olderLine(702, { uniqueId })])
  await installation.carnet.importLegacy(openLegacyFolder(first))
  const second = await newExport()
  await writeRecord(second, 'a', [olderLine(702, { uniqueId }), olderLine(702, { uniqueId: newUniqueId() })])
  const outcome = await installation.carnet.importLegacy(openLegacyFolder(second))
  assert.deepEqual(outcome, { records: 1, resumed: 0, stored: 1, present: 1, rejected: 0 })
  assert.equal((await titlesSeen(spaceId)).length, 2)
})

test('interrupted behind every document and gone on with: the same as in one go, flaws included', async () => {
  const root = await newExport()
  const broken = { ins: inventedIns(703), createdAt: 'x' }
  const persons: string[] = []
  for (const n of [703, 704, 705]) {
    persons.push(await registerInvented(installation, n))
    await writeRecord(root, String(n), [
      olderLine(n, { uniqueId: newUniqueId() }),
      broken,
      olderLine(n, { uniqueId: newUniqueId() }),
    ])
  }
  for (let crashes = 0; crashes < 6; crashes += 1)
    await assert.rejects(
      installation.carnet.importLegacy(failing(openLegacyFolder(root), crashes === 0 ? 0 : 1)),
      /crash/,
    )
  const flaws: LegacyFlaw[] = []
  const outcome = await installation.carnet.importLegacy(openLegacyFolder(root), {
    onFlaws: async (some) => void flaws.push(...some),
  })
  assert.deepEqual([outcome.stored, outcome.present, outcome.rejected], [6, 0, 3])
  assert.deepEqual(
    flaws.map(({ record, line, reason }) => [record, line, reason]).toSorted(),
    ['703', '704', '705'].map((record) => [record, 2, 'legacy-field-wrong']),
  )
  for (const personId of persons) assert.equal((await titlesSeen(await open(personId))).length, 2)
})

test('what cannot be taken names its line, its field and its fix; the rest comes in', async () => {
  await registerInvented(installation, 706)
  const root = await newExport()
  const good = newUniqueId()
  const bad = (changes: object) => olderLine(706, { uniqueId: newUniqueId() }, changes)
  const lines: (object | string)[] = [
    '{',
    bad({ sha256: 'x' }),
    bad({ createdAt: 'hier' }),
    bad({ createdAt: '2021-07-01T00:00:00+02:00' }),
    bad({ createdAt: '2021-06-30T23:59:59+02:00', file: '../../etc/passwd' }),
    bad({ ins: inventedIns(799) }),
    bad({ sha256: '0'.repeat(64) }),
    { ...bad({}), document: undefined },
    olderLine(706, { uniqueId: good, history: [{ at: 'x', by: { id: '1', name: 'y' }, act: 'read' }] }),
    olderLine(706, { uniqueId: good }),
  ]
  await writeRecord(root, 'a', lines)
  const expected = [
    [1, '', 'legacy-line-unreadable'],
    [2, 'sha256', 'legacy-field-wrong'],
    [3, 'createdAt', 'legacy-date-wrong'],
    [4, 'createdAt', 'legacy-record-too-young'],
    [5, 'file', 'legacy-file-missing'],
    [6, 'ins.value', 'legacy-person-unknown'],
    [7, 'sha256', 'legacy-sha256-differs'],
    [8, 'document', 'legacy-field-wrong'],
    [9, 'history.0.at', 'legacy-date-wrong'],
  ]
  const found = (await flawsOf(root)).map(({ line, field, reason }) => [line, field, reason])
  assert.deepEqual(found, expected)
  assert.deepEqual(
    (await flawsOf(root)).map(({ line, field, reason }) => [line, field, reason]),
    expected,
    'asked again, what was kept out is looked at again',
  )
  const printed: string[] = []
  const terminal = {
    print: (line: string) => void printed.push(line),
    progress: () => {},
    fail: () => {},
    readInput: async () => '',
  }
  assert.equal(await importLegacyCommand(installation.carnet, { folder: root, lang: 'fr', json: false }, terminal), 2)
  const rejects = await readFile(`${root}.rejects.csv`, 'utf8')
  assert.equal(rejects.trim().split('\n').length, 10)
  assert.match(rejects, /a;4;createdAt;legacy-record-too-young;Le champ createdAt n'est pas avant le 2021-07-01/)
  assert.doesNotMatch(rejects, /Ancien|280057/, 'no title and no number')
})

test('once the person is known, the same export brings in what was kept out', async () => {
  const root = await newExport()
  await writeRecord(root, 'a', [olderLine(707, { uniqueId: newUniqueId() })])
  assert.equal((await flawsOf(root))[0]?.reason, 'legacy-person-unknown')
  const personId = await registerInvented(installation, 707)
  assert.deepEqual(await flawsOf(root), [])
  assert.equal((await titlesSeen(await open(personId))).length, 1)
})

test('a first refusal keeps the older record, its repetition destroys it; then nothing is taken any more', async () => {
  const { carnet } = installation
  const personId = await registerInvented(installation, 708)
  const root = await newExport()
  await writeRecord(root, 'a', [
    olderLine(708, {
      uniqueId: newUniqueId(),
      history: [{ at: '2019-01-02T03:04:05Z', by: { id: '1', name: 'x' }, act: 'read' }],
    }),
  ])
  await carnet.importLegacy(openLegacyFolder(root))
  // The insurer's next file says nothing of an older record: what came in is known by what came in.
  await registerInvented(installation, 708, 'AUTRE')
  assert.equal((await carnet.register.findPerson(personId))?.legacy, true)
  const { lives } = carnet.enrolment
  const step = { personId, visitor: approved.asked, channel: 'phone' } as const
  const kept = await lives.oppose(step)
  assert.equal(kept.state, 'legacy-opposed')
  const { spaceId } = kept
  assert.ok(spaceId)
  const rows = async (): Promise<number> => {
    const keys = await installation.database.owner.query({
      text: 'select from keys.space_key where space_id = $1',
      values: [spaceId],
    })
    return keys.length
  }
  assert.equal(await rows(), 1)
  assert.equal((await lives.oppose(step)).state, 'opposed')
  assert.equal(await rows(), 0, 'the keys are gone, and with them what they opened')
  const again = await newExport()
  await writeRecord(again, 'a', [olderLine(708, { uniqueId: newUniqueId() })])
  assert.equal((await flawsOf(again))[0]?.reason, 'legacy-person-left')
  const owner = journalOwner(installation.database.owner)
  assert.deepEqual((await verifyJournal({ owner, keys: carnet.keys })).flaws, [])
})

test('a folder that is none, or holds a record without its list, says so', async () => {
  const told = (error: unknown) => error instanceof Problem && error.reason === 'legacy-folder-unreadable'
  await assert.rejects(flawsOf(join(folder, 'nothing')), told)
  const root = await newExport()
  await mkdir(join(root, 'empty'))
  await assert.rejects(flawsOf(root), told)
})
