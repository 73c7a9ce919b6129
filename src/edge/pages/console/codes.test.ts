import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  beginSession,
  gabin,
  malo,
  openCase,
  openStaffKit,
  type StaffKit,
} from '../../../../tests/support/staff-kit.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

const ins = (value: string) => ({ system: 'urn:oid:1.2.250.1.213.1.4.10', value })
const personOf = async (value: string): Promise<string> =>
  (await kit.installation.carnet.register.findPersonByIns(ins(value)))?.id ?? ''

test('before a code leaves: by which way, what there was, the limit; after several, hints and when the next may', async () => {
  const at = await kit.as(['operator'], 'sends')
  const place = await openCase(at, malo, 'post')
  const first = (await at.get(`${place}/new-code`)).text
  assert.match(first, /Aucun indice de fraude.*Par où il part.*Envois par nous depuis hier 0 sur 3/)
  for (let times = 0; times < 3; times += 1) assert.equal((await at.post(`${place}/new-code`)).status, 303)
  await kit.installation.mails()
  const { text, body } = await at.get(`${place}/new-code`)
  assert.match(text, /3 sur 3.*Limite atteinte\. Prochain envoi possible le/)
  const person = await kit.installation.carnet.register.findPerson(await personOf(malo.ins))
  if (person === undefined) throw new Error('not in the register')
  const { contact } = await kit.installation.carnet.register.openPerson(person)
  for (const address of [contact.email, contact.phone])
    if (address !== undefined) assert.ok(!body.includes(address), 'never the whole address')
  assert.equal((await at.post(`${place}/new-code`)).status, 429)
})

test('three codes within a week raise a hint, and a case in the queue, once', async () => {
  const personId = await personOf(gabin.ins)
  const { codes } = kit.installation.carnet.enrolment
  for (let times = 0; times < 3; times += 1)
    await codes.issueOnce(kit.installation.database.app, {
      id: `00000000-0000-7000-8000-00000000000${times}`,
      personId,
      origin: 'request',
      channel: 'mail',
    })
  const at = await kit.as(['operator'], 'sees')
  const place = await openCase(at, gabin, 'phone')
  assert.match((await at.get('/console/codes')).text, /Aucun cas/)
  const shown = (await at.get(`${place}/new-code`)).text
  assert.match(shown, /Plusieurs codes ont été demandés en peu de jours.*Demandé en ligne, Courriel/)
  for (let times = 0; times < 2; times += 1) {
    await at.post(`${place}/new-code`)
    await kit.installation.mails()
  }
  const board = await at.get('/console/codes')
  assert.equal(board.body.match(/href="\/console\/exceptions\/[0-9a-f-]{36}"/g)?.length, 1)
  assert.doesNotMatch(board.text, /ROUVI|SOUBEYRAN|Gabin|Malo/i)
  const href = /href="(\/console\/exceptions\/[0-9a-f-]{36})"/.exec(board.body)?.[1] ?? ''
  assert.match((await at.get(href)).text, /Codes à surveiller.*Ouvrir la personne/)
  assert.match((await at.post(`${href}/person`)).location, /^\/console\/persons\//)
})

test('at the counter the same is shown', async () => {
  const at = await kit.as(['counter-agent'], 'counts')
  const session = await beginSession(at, gabin)
  await at.post(`${session}/sign`, { how: 'paper' })
  assert.match((await at.get(`${session}/new-code`)).text, /Avant d’envoyer.*Plusieurs codes ont été demandés/)
})

test('the board counts by day, channel and wish, and hides small numbers', async () => {
  const at = await kit.as(['reviewer'], 'looks')
  const few = (await at.get('/console/codes')).text
  assert.match(few, /En tout : – codes renvoyés, – demandes retenues/)
  await kit.installation.database.owner.query({
    text: `insert into enrolment.code (code_hash, person_id, origin, channel, issued_at, expires_at)
      select sha256(n::text::bytea), gen_random_uuid(), case when n % 2 = 0 then 'request' else 'phone' end, 'mail',
        now() - interval '3 days', now() from generate_series(1, 40) as n`,
  })
  await kit.installation.database.owner.query({
    text: `insert into enrolment.code_held (day, origin, count) values (current_date - 3, 'request', 30)`,
  })
  const { text } = await at.get('/console/codes')
  assert.match(text, /En tout : 4\d codes renvoyés, 3\d demandes retenues/)
  const entries = await kit.entriesOf('looks')
  assert.equal(entries.filter(({ deed }) => deed === 'codes-view').length, 2)
})
