import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import type { Visitor } from '../src/access/types.ts'
import { journalOwner, verifyJournal } from '../src/journal/verify.ts'
import { fixedClock, systemClock } from '../src/platform/clock.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { at } from '../tests/support/json-path.ts'
import { problemOf } from '../tests/support/problem-of.ts'
import { restoreHome, saveHome, type SavedHome } from './faults/support/saved-home.ts'

const dayMs = 86_400_000
const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }
const email = 'canari.de.dominique@example.org'

/** Texts that stand in her space and nowhere else: titles, words inside documents, where she is reached. */
const canaries = ['Bilan sanguin de suivi', 'Radiographie de la cheville droite', 'Contrôle de la fonction', email]

const clock = fixedClock(systemClock.now().toISOString())
const opened: Installation[] = []
let carnet: Installation
let spaceId: string
let earlier: SavedHome
let erased: SavedHome

const eraseInTheBrowser = async (): Promise<void> => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/close/erase/now')
  await page.getByRole('button', { name: 'Fermer et demander l’effacement' }).click()
  assert.match(await readMain(page), /va être effacé.*Vous avez demandé l’effacement/)
  await checkAccessibility(browser, [page.url()])
}

before(async () => {
  carnet = await openInstallation({ clock })
  opened.push(carnet)
  const { identity, database } = carnet.carnet
  spaceId = (await identity.findHolderByIns(ins)).spaceId
  await identity.updateContact(database.app, spaceId, { email, confirmed: ['email'] })
  await (await openSoftware(carnet, 'nurse')).listDocuments()
  earlier = await saveHome(carnet)
  await eraseInTheBrowser()
})
after(() => Promise.all(opened.map((one) => one.close())))

const runDue = async (): Promise<number> => {
  let done = 0
  for (let batch = 1; batch > 0; done += batch) batch = await carnet.carnet.enrolment.lives.runDue(100)
  return done
}

const visitorOf = (): Visitor => ({
  actor: { kind: 'holder', id: spaceId, name: 'Dominique PAT-TROIS' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
})

/** Everything that an installation can open of a space, as one text. */
const openEverything = async ({ carnet: { documents } }: Installation): Promise<string> => {
  const copy = await documents.copySpace(visitorOf(), spaceId)
  const parts = [JSON.stringify([copy.person, copy.entries, copy.journal])]
  for await (const { stream } of copy.files()) if (stream) parts.push(await text(stream))
  return parts.join('\n')
}

/** Puts back the data of before the erasure, with one or the other state of the key store and its backups. */
const restore = async (keysOf: SavedHome): Promise<Installation> => {
  const keys = Object.entries(keysOf.tables).filter(([name]) => name.startsWith('keys.'))
  assert.ok(keys.length > 0)
  const data = Object.entries(earlier.tables).filter(([name]) => !name.startsWith('keys.'))
  const saved = { ...earlier, rootKey: keysOf.rootKey, tables: Object.fromEntries([...data, ...keys]) }
  const restored = await openInstallation({ earlier: (home, database) => restoreHome(saved, home, database) })
  opened.push(restored)
  return restored
}

const spellings = (canary: string): string[] => [
  canary,
  Buffer.from(canary).toString('hex'),
  Buffer.from(canary).toString('base64').replace(/.=*$/, ''),
]

/** Canaries that can be read in rows or objects as they lie there, in clear, in hexadecimal or in base64. */
const findInRaw = (saved: SavedHome): string[] => {
  const rows = JSON.stringify(saved.tables)
  const objects = Object.values(saved.objects).map((content) => Buffer.from(content, 'base64'))
  return canaries.filter(
    (canary) =>
      spellings(canary).some((spelling) => rows.includes(spelling)) ||
      objects.some((bytes) => bytes.includes(Buffer.from(canary))),
  )
}

const rowsOf = (saved: SavedHome, table: string): unknown[] =>
  (saved.tables[table] ?? []).filter((row) => at(row, 'space_id') === spaceId)

test('nothing is erased before its day, and everything on it, once', async () => {
  clock.advance(29 * dayMs)
  assert.equal(await runDue(), 0)
  assert.ok(rowsOf(await saveHome(carnet), 'vault.document').length > 0)
  clock.advance(3 * dayMs)
  assert.equal(await runDue(), 1)
  assert.equal(await runDue(), 0)
  await carnet.carnet.sweepObjects()
  // What the worker does each second: the last hashes go into the public log.
  await carnet.carnet.publicLog.sequence(1_000)
  erased = await saveHome(carnet)
})

test('of the space nothing is left but its chain with its places in the public log, its tombstone and its empty head', () => {
  const left = Object.keys(erased.tables).filter((table) => rowsOf(erased, table).length > 0)
  assert.deepEqual(left.toSorted(), [
    'access.space',
    'journal.chain',
    'journal.entry',
    'journal.log_leaf',
    'journal.tombstone',
  ])
  assert.ok(rowsOf(earlier, 'keys.space_key').length > 0 && rowsOf(earlier, 'vault.blob').length > 0)
  const names = rowsOf(earlier, 'vault.blob').map((row) => String(at(row, 'object_name')))
  const objects = Object.keys(erased.objects)
  assert.ok(names.every((name) => Object.keys(earlier.objects).some((object) => object.includes(name))))
  assert.deepEqual(
    names.filter((name) => objects.some((object) => object.includes(name))),
    [],
  )
})

test('the data of before, put back with the keys as they are now, open nothing', async () => {
  const restored = await restore(erased)
  assert.ok(rowsOf(earlier, 'vault.document').length > 0)
  await assert.rejects(openEverything(restored))
  const { keys, identity, database } = restored.carnet
  assert.equal((await problemOf(keys.spaceKeys(spaceId))).reason, 'space-keys-destroyed')
  assert.equal((await problemOf(identity.loadPerson(database.app, spaceId))).reason, 'space-keys-destroyed')
  const others = (erased.tables['keys.space_key'] ?? []).map((row) => String(at(row, 'space_id')))
  assert.ok(others.length > 5 && !others.includes(spaceId))
  for (const row of rowsOf(earlier, 'vault.document')) {
    const sealed = Buffer.from(String(at(row, 'details')).slice(2), 'hex')
    const place = { table: 'document', column: 'details', version: 1, rowId: String(at(row, 'id')) }
    for (const other of others) {
      const otherKeys = await keys.spaceKeys(other)
      assert.throws(() => otherKeys.openField(place, sealed), { reason: 'sealed-data-damaged' })
    }
  }
})

test('control: the same data with the keys of before open, canaries and all', async () => {
  const opens = await openEverything(await restore(earlier))
  for (const canary of canaries) assert.ok(opens.includes(canary), canary)
})

test('no row and no object shows a canary as it lies there, before or after; the search itself finds one that is put', () => {
  assert.deepEqual(findInRaw(earlier), [])
  assert.deepEqual(findInRaw(erased), [])
  const planted = { ...erased, tables: { ...erased.tables, x: [{ y: Buffer.from(email).toString('hex') }] } }
  assert.deepEqual(findInRaw(planted), [email])
  const object = Buffer.from(`…${canaries[0]}…`).toString('base64')
  assert.deepEqual(findInRaw({ ...erased, objects: { x: object } }), [canaries[0]])
})

test('the journal still verifies, to the tombstone; without the tombstone it does not', async () => {
  const owner = journalOwner(carnet.database.owner)
  const { keys } = carnet.carnet
  const verdict = await verifyJournal({ owner, keys })
  assert.deepEqual(verdict.flaws, [])
  assert.ok(verdict.opened < verdict.entries, 'her entries are there, closed for ever')
  const [tombstone] = rowsOf(erased, 'journal.tombstone')
  assert.equal(at(tombstone, 'act'), 'erase-space')

  const withoutTombstone = await verifyJournal({
    owner: journalOwner((await restore(erased)).database.owner),
    keys,
    spaceId,
  })
  assert.ok(withoutTombstone.flaws.some(({ what }) => what === 'keys-missing'))
})

test('she is somebody without a space again: nobody finds her, and she may open another, empty one', async () => {
  const { status } = await (await openSoftware(carnet, 'nurse')).listDocuments()
  assert.equal(status, 403)
  const person = await carnet.carnet.register.findPersonByIns(ins)
  assert.deepEqual([person?.state, person?.spaceId], ['erased', null])
  const { lives } = carnet.carnet.enrolment
  const visitor = visitorOf()
  const personId = person?.id ?? ''
  const asBefore = lives.activate({ personId, visitor, channel: 'online' })
  await assert.rejects(asBefore, /not-open-to-you/, 'the id of the space that is gone is nobody’s')
  const newcomer = { ...visitor, actor: { ...visitor.actor, id: personId } }
  const again = await lives.activate({ personId, visitor: newcomer, channel: 'online' })
  assert.notEqual(again, spaceId)
  const holder = { ...visitor, actor: { ...visitor.actor, id: again } }
  const { total } = await carnet.carnet.documents.listDocuments(holder, { spaceId: again }, {})
  assert.equal(total, 0)
})
