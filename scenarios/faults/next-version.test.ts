// A home written by one version starts under the next. At each release its home is saved beside this file:
//   saveHome(await openInstallation()) as JSON → scenarios/faults/homes/<version>.json, once, never again;
// the test below then opens every one of them with the newest code, and this version's own home beside them.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { journalOwner, verifyJournal } from '../../src/journal/verify.ts'
import { projectRoot } from '../../src/platform/project.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller } from '../conformance/support/caller.ts'
import { freshExample, ownDeposits } from '../conformance/support/own-deposits.ts'
import { provideBundle } from '../conformance/support/provide-bundle.ts'
import { sha1Of } from '../conformance/support/sha1-of.ts'
import { readSavedHome, restoreHome, saveHome, type SavedHome } from './support/saved-home.ts'

const homes = join(projectRoot, 'scenarios/faults/homes')
const released = readdirSync(homes).filter((file) => file.endsWith('.json'))
const migrations = readdirSync(join(projectRoot, 'migrations'))
  .filter((file) => file.endsWith('.sql'))
  .toSorted()

let own: SavedHome
before(async () => {
  const writer = await openInstallation()
  own = await saveHome(writer)
  await writer.close()
})

const opened: Installation[] = []
after(() => Promise.all(opened.map((one) => one.close())))

const openWithNewest = async (saved: SavedHome): Promise<Installation> => {
  const carnet = await openInstallation({ earlier: (home, database) => restoreHome(saved, home, database) })
  opened.push(carnet)
  return carnet
}

const everything = 'DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989&status=current'

/** Signed in as before, Dominique finds what was there, reads its bytes, and something new goes in. */
const checkLives = async (carnet: Installation): Promise<void> => {
  const call = createCaller(carnet)
  const { body, text } = await call('dominique', everything)
  assert.equal(at(body, 'total'), ownDeposits().length, text)
  for (const entry of listAt(body, 'entry')) {
    const attachment = at(entry, 'resource.content.0.attachment')
    const { bytes } = await call('dominique', String(at(attachment, 'url')), { accept: '*/*' })
    assert.equal(sha1Of(bytes), at(attachment, 'hash'))
  }
  const deposit = await call('hospital', '', { body: provideBundle([freshExample('prescription.xml')]) })
  assert.equal(deposit.status, 200, deposit.text)
  const { flaws, entries } = await verifyJournal({
    owner: journalOwner(carnet.database.owner),
    keys: carnet.carnet.keys,
  })
  assert.deepEqual(flaws, [])
  assert.ok(entries > 0)
}

test("this version's own home, saved and put back, opens with everything in it", async () => {
  assert.ok(
    (own.tables['vault.document'] ?? []).length > 0 && Object.keys(own.objects).length > 0,
    'it holds something',
  )
  await checkLives(await openWithNewest(own))
})

for (const file of released) {
  test(`the home of release ${file.replace('.json', '')} opens under the newest code`, async () => {
    const carnet = await openWithNewest(await readSavedHome(join(homes, file)))
    await checkLives(carnet)
    const { owner } = carnet.database
    const applied = await owner.query<{ file: string }>({
      text: 'select file from public.platform_migration order by file',
    })
    assert.deepEqual(
      applied.map((one) => one.file),
      migrations,
    )
    const [marked] = await owner.query({ text: `select name from platform.mark where name = 'demonstration-loaded'` })
    assert.ok(marked, 'a row of the first schema is still there')
  })
}
