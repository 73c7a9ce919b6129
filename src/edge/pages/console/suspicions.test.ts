import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openStaffKit, type StaffKit } from '../../../../tests/support/staff-kit.ts'
import { suspicionsFile } from '../../../areas/suspicions/index.ts'
import { en } from '../text/en/all.ts'
import { fr } from '../text/fr/all.ts'

let kit: StaffKit
let caseId: string
before(async () => {
  kit = await openStaffKit()
  const [opened] = await kit.installation.database.owner.query<{ id: string }>({
    text: `with told as (insert into access.hold (party_id) values ('810000001023'))
      insert into suspicion.access_case (id, source, counted, party_id, party_name, profession, opened_at, due_on)
      values (gen_random_uuid(), 'refusals', 77, '810000001023', '=Sékou PETIT', '10', now(), '2020-01-01') returning id`,
  })
  caseId = opened?.id ?? ''
})
after(() => kit.close())

const holds = async (): Promise<number> =>
  (await kit.installation.database.owner.query({ text: 'select from access.hold' })).length

test('the queue says who, why and how late, and the same stands in the file', async () => {
  const at = await kit.as(['reviewer'], 'louis')
  assert.match((await at.get('/console')).text, /Accès à vérifier/)
  const { text } = await at.get('/console/accesses')
  assert.match(text, /=Sékou PETIT Règle : beaucoup de refus .* En retard, mis en attente/)
  const file = await at.get('/console/accesses/csv')
  assert.match(file.type, /^text\/csv/)
  assert.match(
    file.body,
    /Numéro;Qui;Origine.*\n.*;'=Sékou PETIT;Règle : beaucoup de refus;.*;En retard, mis en attente\n/,
  )
})

test('a hold is put by one and lifted by two: never by who asked', async () => {
  const place = `/console/accesses/${caseId}`
  const first = await kit.as(['operator'], 'fatima')
  assert.match((await first.get(place)).text, /Nombre en une heure 77 .*n’ouvre aucun dossier nouveau/)
  assert.equal((await first.post(`${place}/lift`)).location, place)
  assert.match((await first.get(place)).text, /La levée est demandée/)
  const [asked] = await kit.installation.database.owner.query<{ id: string }>({
    text: 'select id from enrolment.approval where subject_id = $1 and confirmed_by is null',
    values: [caseId],
  })
  const approval = `/console/approvals/${asked?.id}`
  assert.equal((await first.post(approval)).status, 403, 'nobody confirms their own')
  assert.equal(await holds(), 1)
  const second = await kit.as(['reviewer'], 'louis')
  assert.match((await second.get(approval)).body, new RegExp(`Lever la mise en attente[\\s\\S]*href="${place}"`))
  assert.equal((await second.post(approval)).status, 303)
  assert.equal(await holds(), 0)
  assert.equal((await second.post(`${place}/hold`)).status, 404, 'a reviewer holds nobody back')
  assert.equal((await first.post(`${place}/hold`)).location, place)
  assert.equal(await holds(), 1)
})

test('an answer is of the list, and given once', async () => {
  const place = `/console/accesses/${caseId}`
  const at = await kit.as(['operator'], 'fatima')
  assert.equal((await at.post(`${place}/answer`, { outcome: '' })).status, 400)
  assert.equal((await at.post(`${place}/answer`, { outcome: 'not-in-order' })).location, place)
  assert.equal((await at.post(`${place}/answer`, { outcome: 'in-order' })).status, 409)
  assert.match((await at.get(place)).text, /Répondu le .* : Accès non justifié\./)
})

test('others of the staff find nothing there, and every look is written down with the case alone', async () => {
  for (const role of ['phone-agent', 'counter-agent'] as const) {
    const at = await kit.as([role])
    for (const path of ['/console/accesses', '/console/accesses/csv', `/console/accesses/${caseId}`])
      assert.equal((await at.get(path)).status, 404, `${role} ${path}`)
    assert.equal((await at.post(`/console/accesses/${caseId}/answer`, { outcome: 'in-order' })).status, 404)
  }
  const at = await kit.as(['operator'], 'lea')
  assert.equal((await at.get('/console/accesses/not-a-case')).status, 404)
  await at.get(`/console/accesses/${caseId}`)
  const entries = await kit.entriesOf('lea')
  assert.deepEqual(entries.at(-1), { deed: 'suspicions-view', subject: { case: caseId } })
})

test('every reason, outcome and rule of the data has its words', () => {
  for (const { suspicions, suspicionDesk } of [fr, en]) {
    assert.deepEqual(Object.keys(suspicions.reasons), suspicionsFile.reasons)
    assert.deepEqual(Object.keys(suspicions.outcomes), suspicionsFile.outcomes)
    assert.deepEqual(Object.keys(suspicionDesk.outcomes), suspicionsFile.outcomes)
    assert.deepEqual(Object.keys(suspicionDesk.sources), [
      'holder',
      ...suspicionsFile.rules.map(({ kind }) => kind),
      'nation-consents',
    ])
  }
})
