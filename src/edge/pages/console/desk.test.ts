import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readPdf, textOfPage } from '../../../../tests/support/read-pdf.ts'
import { numberOf } from '../../../../tests/support/register-kit.ts'
import { anais, gabin, malo, openCase, openStaffKit, type StaffKit } from '../../../../tests/support/staff-kit.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

const nobodys = numberOf('2990351215189')
const search = { reason: 'call', channel: 'phone' }
const plain = (body: string): string => body.replaceAll(/ value(="[^"]*")?/g, '')

test('a wrong answer and an unknown person look the same, and show nothing of anybody', async () => {
  const at = await kit.as(['phone-agent'], 'asks')
  const wrongs = [
    { ...anais, postalCode: '48001' },
    { ...anais, birthDate: '15/03/1991' },
    { ...anais, ins: nobodys },
    { ...anais, given: 'Marie' },
  ]
  const answers = await Promise.all(wrongs.map((wrong) => at.post('/console/persons', { ...search, ...wrong })))
  for (const answer of answers) {
    assert.equal(answer.status, 422)
    assert.match(answer.text, /Ces réponses ne vont pas ensemble/)
    assert.doesNotMatch(answer.text, /ROUVI|Anaïs|Soubeyran/i)
    assert.ok(plain(answer.body) === plain(answers[0]?.body ?? ''), 'the same page')
  }
})

test('a reason comes first; without it nothing is looked for', async () => {
  const at = await kit.as(['phone-agent'], 'hasty')
  for (const reason of ['', 'curiosity']) {
    const answer = await at.post('/console/persons', { ...anais, channel: 'phone', reason })
    assert.equal(answer.status, 422, reason)
    assert.equal(answer.location, '')
  }
})

test('tries are limited for each person, known or not, and for each agent', async () => {
  const at = await kit.as(['phone-agent'], 'guesses')
  for (const ins of [gabin.ins, nobodys]) {
    for (let tries = 0; tries < 10; tries += 1) {
      const answer = await at.post('/console/persons', { ...search, ...gabin, ins, postalCode: `7500${tries}` })
      assert.match(answer.text, /ne vont pas ensemble/)
    }
    const late = await at.post('/console/persons', { ...search, ...gabin, ins })
    assert.equal(late.location, '', 'the right answer comes too late')
    assert.doesNotMatch(late.text, /ne vont pas ensemble/)
  }
  const busy = await kit.as(['phone-agent'], 'busy')
  for (let tries = 0; tries < 60; tries += 1)
    await busy.post('/console/persons', { ...search, ...gabin, birthDate: `01/01/${1900 + tries}` })
  assert.equal((await busy.post('/console/persons', { ...search, ...anais })).location, '')
})

test('a case is the agent’s own, and ends', async () => {
  const at = await kit.as(['phone-agent'], 'first')
  const place = await openCase(at, anais)
  assert.equal((await at.get(place)).status, 200)
  const other = await kit.as(['phone-agent'], 'second')
  assert.equal((await other.get(place)).location, '/console/persons?ended=1')
  assert.equal((await other.post(`${place}/oppose`)).location, '/console/persons?ended=1')
  await kit.installation.database.owner.query({
    text: `update enrolment.desk_case set ends_at = now() - interval '1 second'`,
  })
  assert.equal((await at.get(place)).location, '/console/persons?ended=1')
  assert.equal((await at.post(`${place}/oppose`)).location, '/console/persons?ended=1')
  assert.deepEqual(await kindsOf(anais.ins), ['noticed'])
})

const kindsOf = async (ins: string): Promise<string[]> => {
  const { register } = kit.installation.carnet
  const person = await register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: ins })
  return (await register.listEvents(person?.id ?? '')).map(({ kind }) => kind)
}

test('a refusal by phone takes effect at once, with a proof that says so', async () => {
  const at = await kit.as(['phone-agent'], 'helps')
  const place = await openCase(at, anais)
  assert.match((await at.get(place)).text, /Informée, délai en cours/)
  const form = await at.get(`${place}/oppose`)
  assert.match(form.text, /Aucun espace ne s’ouvrira/)
  assert.match(form.body, /name="state" value="noticed"/)
  assert.equal((await at.post(`${place}/oppose`, { state: 'legacy-opposed' })).status, 409, 'not what was shown')
  const shown = { state: 'noticed' }
  assert.equal((await at.post(`${place}/oppose`, shown)).location, place)
  assert.match((await at.get(place)).text, /A refusé/)
  const proof = await at.get(`${place}/proof`)
  assert.equal(proof.type, 'application/pdf')
  const page = textOfPage(readPdf(proof.bytes), 1)
  assert.match(page, /Preuve de votre refus/)
  assert.match(page, /par téléphone/)
  assert.equal((await at.post(`${place}/oppose`, shown)).status, 409, 'once')
  assert.deepEqual(await kindsOf(anais.ins), ['noticed', 'opposed'])
})

test('a new code leaves by the queue for the insurer’s contact; no field could name another; three a day', async () => {
  const at = await kit.as(['operator'], 'coder')
  const place = await openCase(at, malo, 'post')
  const form = (await at.get(`${place}/new-code`)).body
  assert.deepEqual(form.match(/<input[^>]*>/g), null)
  for (let times = 0; times < 3; times += 1) assert.equal((await at.post(`${place}/new-code`)).status, 303)
  assert.equal((await at.post(`${place}/new-code`)).status, 429)
  const [queued] = await kit.installation.database.owner.query<{ count: number }>({
    text: `select count(*)::int as count from platform.outbox where kind = 'enrolment-code' and payload ->> 'origin' = 'post'`,
  })
  assert.equal(queued?.count, 3)
  assert.deepEqual(await kindsOf(malo.ins), ['noticed', 'code-issued', 'code-issued', 'code-issued'])
})

test('the register of refusals: by date, for a reason, without a name; the proof is printed again', async () => {
  const at = await kit.as(['operator'], 'controls')
  const without = await at.get('/console/refusals?reason=')
  assert.equal(without.status, 422)
  const list = await at.get('/console/refusals?reason=control')
  assert.match(list.text, /Refus par téléphone/)
  assert.doesNotMatch(list.text, /ROUVI|Anaïs/i)
  const href = /href="(\/console\/refusals\/[^"]+)"/.exec(list.body)?.[1] ?? ''
  assert.equal((await at.get(href)).type, 'application/pdf')
  assert.equal((await at.get(href.replace('control', 'curiosity'))).status, 400)
  const proved = (await kit.entriesOf('controls')).find(
    ({ deed, subject }) => deed === 'refusal-proof' && subject['event'],
  )
  assert.equal(proved?.subject['reason'], 'control')
  const longAago = await at.get('/console/refusals?reason=control&from=01%2F01%2F2020&to=31%2F12%2F2020')
  assert.match(longAago.text, /Aucune ligne/)
})
