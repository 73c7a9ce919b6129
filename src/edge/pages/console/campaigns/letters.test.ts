import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openStaffKit, type StaffKit } from '../../../../../tests/support/staff-kit.ts'
import { letterDesk as en } from '../../text/en/letter-desk.ts'
import { letterDesk as fr } from '../../text/fr/letter-desk.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

const letters = '/console/campaigns/letters'
const rows = (text: string) => kit.installation.database.owner.query<{ id: string }>({ text })
const waiting = async (): Promise<string> =>
  (await rows('select id from enrolment.approval where confirmed_by is null'))[0]?.id ?? ''

test('the pilot’s wordings are approved by the two of the demonstration, the others by nobody; each has a name in words', async () => {
  const at = await kit.as(['reviewer'], 'louis')
  const { text } = await at.get(letters)
  for (const version of ['opening-1', 'opening-guardian-1', 'child-1', 'mail-noticed-1'])
    assert.match(text, new RegExp(`\\b${version} .{0,80}Approuvé le `), version)
  for (const version of ['new-code-1', 'proof-closure-1', 'mail-opposed-1', 'sms-new-code-1'])
    assert.match(text, new RegExp(`\\b${version} .{0,80}Pas approuvé Faire approuver`), version)
  const { texts } = await kit.installation.carnet.staffRooms.texts.show({
    actor: { kind: 'staff', id: 'x', name: 'x', roles: ['operator'] },
    authLevel: 'high',
    origin: { channel: 'pages' },
  })
  const named = (words: object) => texts.filter(({ kind }) => !Object.hasOwn(words, kind)).map(({ kind }) => kind)
  assert.deepEqual([named(fr.kinds), named(en.kinds)], [[], []])
})

test('a wording is asked for by one and confirmed by another, who reads it first', async () => {
  const fatima = await kit.as(['operator'], 'fatima')
  const place = `${letters}/mail-opposed-1`
  assert.match((await fatima.get(place)).text, /Pas approuvé .*Nous avons noté votre refus/)
  assert.equal((await fatima.post(place)).location, place)
  await fatima.post(place)
  const id = await waiting()
  const own = await kit.as(['operator', 'reviewer'], 'fatima')
  assert.match((await own.get(`/console/approvals/${id}`)).text, /Demandé par vous/)
  assert.equal((await own.post(`/console/approvals/${id}`)).status, 403)
  const louis = await kit.as(['reviewer'], 'louis')
  assert.match((await louis.get('/console/approvals')).text, /Approuver un texte/)
  const page = await louis.get(`/console/approvals/${id}`)
  assert.match(page.text, /Courriel : refus noté .*mail-opposed-1 .*[0-9a-f]{64} .*Confirmer et faire/)
  assert.ok(page.body.includes(`href="${place}"`), 'a way to its preview')
  assert.equal((await louis.post(`/console/approvals/${id}`)).status, 303)
  assert.match((await louis.get(place)).text, /Approuvé le /)
  const record = await kit.entriesOf('louis')
  const [subject] = await rows('select subject_id as id from enrolment.approval order by asked_at desc limit 1')
  const confirmed = record.find(({ deed }) => deed === 'approval-confirm')
  assert.deepEqual(confirmed?.subject, { approval: id, kind: 'letter-approve', text: subject?.id })
  assert.equal(await waiting(), '')
})

test('a version that is none is no page, and cannot be asked for', async () => {
  const at = await kit.as(['operator'], 'fatima')
  for (const path of ['opening-9', 'opening', 'opening-1/de', 'mail-noticed-1/fr'])
    assert.equal((await at.get(`${letters}/${path}`)).status, 404, path)
  assert.equal((await at.post(`${letters}/opening-9`)).status, 404)
  const pdf = await at.get(`${letters}/opening-1/en`)
  assert.deepEqual([pdf.type, pdf.bytes.subarray(0, 5).toString()], ['application/pdf', '%PDF-'])
})

test('a campaign that waits for a wording says so on its page and on Today, and its steps are refused by name', async () => {
  const at = await kit.as(['operator'], 'fatima')
  const [campaign] = await rows('select id from enrolment.campaign')
  const place = `/console/campaigns/${campaign?.id}`
  assert.doesNotMatch((await at.get('/console')).text, /Une campagne attend/)
  await rows("delete from enrolment.approval where kind = 'letter-approve'")
  await rows("update enrolment.campaign set state = 'running'")
  await rows("update enrolment.wave set state = 'sending'")
  await rows('update enrolment.wave_cell set is_done = false')
  assert.match((await at.get(place)).text, /Rien ne part : .*Ouverture opening-1 .*Courriel : annonce mail-noticed-1/)
  assert.match((await at.get('/console')).text, /Une campagne attend : .*\(Ouverture, .*Courriel : annonce\)/)
  const refused = await at.post(`${place}/send`)
  assert.equal(refused.status, 409)
  assert.match(refused.text, /ne sont pas approuvés par deux personnes : opening-1, opening-guardian-1, child-1, mail-/)
  await rows("update enrolment.campaign set state = 'done'")
  assert.doesNotMatch((await at.get('/console')).text, /Une campagne attend/)
})
