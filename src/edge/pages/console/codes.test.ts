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

/** Codes in the week that many weeks ago, on its Wednesday by the civil clock. */
const sent = (count: number, weeksAgo: number, more: { origin?: string; purpose?: string } = {}): Promise<unknown> =>
  kit.installation.database.owner.query({
    text: `insert into enrolment.code (code_hash, person_id, origin, purpose, channel, issued_at, expires_at)
      select sha256(gen_random_uuid()::text::bytea), gen_random_uuid(), coalesce($3, case when n % 2 = 0 then 'request' else 'phone' end),
        $4, 'mail', (date_trunc('week', now() at time zone 'Europe/Paris') + interval '2 days 12 hours' - make_interval(weeks => $2))
          at time zone 'Europe/Paris', now()
      from generate_series(1, $1::integer) as n`,
    values: [count, weeksAgo, more.origin ?? null, more.purpose ?? 'entry'],
  })

const held = (count: number, weeksAgo: number): Promise<unknown> =>
  kit.installation.database.owner.query({
    text: `insert into enrolment.code_held (day, origin, count)
      values ((date_trunc('week', now() at time zone 'Europe/Paris') - make_interval(weeks => $2))::date, 'post', $1)`,
    values: [count, weeksAgo],
  })

test('the board shows finished weeks, each by itself: small ones are hidden, and other weeks tell nothing of them', async () => {
  const at = await kit.as(['reviewer'], 'looks')
  const rows = async (): Promise<string[]> =>
    ((await at.get('/console/codes')).body.match(/<tr>.*?<\/tr>/gs) ?? [])
      .map((row) => row.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '))
      .filter((row) => /\d{4}/.test(row))
      .map((row) => row.replace(/^.*?\d{4} /, '').trim())
  await sent(40, 1)
  await sent(30, 1, { origin: 'notice' })
  await sent(30, 1, { origin: 'letters', purpose: 'recovery' })
  await held(30, 1)
  await sent(4, 2)
  await held(3, 2)
  await sent(40, 8)
  const zero = '0 0 0 0 0'
  const first = await rows()
  assert.deepEqual(first.slice(0, 3), ['40 40 0 0 30', 'masqué masqué masqué masqué masqué', zero])
  assert.deepEqual(first.slice(7, 10), ['40 40 0 0 0', '40 20 20 0 0 0', 'masqué masqué masqué masqué masqué masqué'])
  assert.equal(first.length, 16)
  await sent(40, 0)
  await sent(40, 3)
  await sent(40, 9)
  const later = await rows()
  assert.deepEqual(
    later.toSpliced(2, 1).toSpliced(9, 1),
    first.toSpliced(2, 1).toSpliced(9, 1),
    'a later look tells no more',
  )
  const entries = await kit.entriesOf('looks')
  assert.equal(entries.filter(({ deed }) => deed === 'codes-view').length, 2)
})
