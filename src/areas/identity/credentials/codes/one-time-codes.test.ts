import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openCredentialBench, type CredentialBench } from '../../../../../tests/support/credential-bench.ts'
import { findHealthWords } from '../../../../../tests/support/browser-health-words.ts'
import { problemOf } from '../../../../../tests/support/problem-of.ts'
import { randomId } from '../../../../platform/ids.ts'
import { measureSms } from '../../../../platform/sms/sms.ts'
import { alertMail, alertSms } from '../alerts/alert-texts.ts'
import { codeMail, codeSms } from './code-texts.ts'

let bench: CredentialBench
before(async () => {
  bench = await openCredentialBench()
})
after(() => bench.close())

const newKey = (purpose = 'confirm-contact') => ({ subject: `entry-${randomId()}`, purpose })
const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const minute = 60_000
const to = { channel: 'email', address: 'camille@example.org' } as const

/** Asks for a code and reads it in the mail. */
const issue = async (key: { subject: string; purpose: string; about?: Buffer }): Promise<string> => {
  await bench.credentials.sendOneTimeCode(key, to)
  return bench.lastCode(to.address)
}

test('a code is six digits, taken once, with the spaces that hands and mail programs add', async () => {
  const key = newKey()
  const code = await issue(key)
  assert.match(code, /^\d{6}$/)
  assert.deepEqual(
    await bench.credentials.takeOneTimeCode({ ...key, code: ` ${code.slice(0, 3)} ${code.slice(3)}\n` }),
    {
      about: null,
    },
  )
  assert.equal(await bench.credentials.takeOneTimeCode({ ...key, code }), undefined, 'it was used')
})

test('a code is good for its own subject and purpose only', async () => {
  const key = newKey()
  const code = await issue(key)
  assert.equal(await bench.credentials.takeOneTimeCode({ ...key, purpose: 'sign-in', code }), undefined)
  assert.equal(await bench.credentials.takeOneTimeCode({ ...newKey(), code }), undefined)
  assert.ok(await bench.credentials.takeOneTimeCode({ ...key, code }))
})

test('what a code proves comes back with it', async () => {
  const key = newKey()
  const code = await issue({ ...key, about: Buffer.from('sealed') })
  assert.equal((await bench.credentials.takeOneTimeCode({ ...key, code }))?.about?.toString(), 'sealed')
})

test('of many who take the right code at once, one gets it', async () => {
  const key = newKey()
  const code = await issue(key)
  const taken = await Promise.all(Array.from({ length: 5 }, () => bench.credentials.takeOneTimeCode({ ...key, code })))
  assert.equal(taken.filter((each) => each !== undefined).length, 1)
})

test('two hundred wrong codes at once count as five tries: then the right one is worth nothing', async () => {
  const key = newKey()
  const code = await issue(key)
  const tries = Array.from({ length: 200 }, () => bench.credentials.takeOneTimeCode({ ...key, code: other(code) }))
  assert.ok((await Promise.all(tries)).every((each) => each === undefined))
  const [row] = await bench.database.owner.query<{ tries: number }>({
    text: 'select tries from directory.one_time_code where subject = $1',
    values: [key.subject],
  })
  assert.equal(row?.tries, 5)
  assert.equal(await bench.credentials.takeOneTimeCode({ ...key, code }), undefined)
})

test('four wrong tries leave a fifth', async () => {
  const key = newKey()
  const code = await issue(key)
  for (let tries = 0; tries < 4; tries += 1) await bench.credentials.takeOneTimeCode({ ...key, code: other(code) })
  assert.ok(await bench.credentials.takeOneTimeCode({ ...key, code }))
})

test('a code lasts ten minutes, to the millisecond', async () => {
  for (const [waitMs, good] of [
    [10 * minute - 1, true],
    [10 * minute, false],
  ] as const) {
    const key = newKey()
    const code = await issue(key)
    bench.clock.advance(waitMs)
    assert.equal((await bench.credentials.takeOneTimeCode({ ...key, code })) !== undefined, good)
  }
})

test('another code may be asked for after thirty seconds, and replaces the first', async () => {
  const key = newKey()
  const first = await issue(key)
  bench.clock.advance(29_000)
  assert.partialDeepStrictEqual(await problemOf(issue(key)), {
    kind: 'busy',
    reason: 'code-just-sent',
    details: { seconds: 1 },
  })
  bench.clock.advance(1000)
  const second = await issue(key)
  if (first !== second) assert.equal(await bench.credentials.takeOneTimeCode({ ...key, code: first }), undefined)
  assert.ok(await bench.credentials.takeOneTimeCode({ ...key, code: second }))
})

test('of many who ask at once, one gets a code', async () => {
  const key = newKey()
  const asked = await Promise.allSettled(Array.from({ length: 5 }, () => issue(key)))
  const given = asked.filter((each) => each.status === 'fulfilled')
  assert.equal(given.length, 1)
  assert.ok(await bench.credentials.takeOneTimeCode({ ...key, code: given[0]?.value ?? '' }))
})

test('six codes an hour, and no more', async () => {
  const key = newKey()
  for (let asked = 0; asked < 6; asked += 1) {
    await issue(key)
    bench.clock.advance(minute)
  }
  assert.equal((await problemOf(issue(key))).reason, 'too-many-tries')
  bench.clock.advance(54 * minute)
  await issue(key)
})

test('a code that could not be sent is forgotten, and another may be asked for at once', async () => {
  const key = newKey()
  bench.outage.mail = new Error('no server')
  await assert.rejects(bench.credentials.sendOneTimeCode(key, to), /no server/)
  delete bench.outage.mail
  await bench.credentials.sendOneTimeCode(key, to)
  assert.ok(await bench.credentials.takeOneTimeCode({ ...key, code: bench.lastCode(to.address) }))
})

test('without a gateway nobody is sent a short message', async () => {
  const mute = bench.rebuild({ withoutSms: true })
  const sent = mute.sendOneTimeCode(newKey(), { channel: 'phone', address: '+33612345678' })
  assert.equal((await problemOf(sent)).reason, 'sms-not-offered')
})

test('the table does not hold the code, nor a hash that can be made without a key', async () => {
  const key = newKey()
  const code = await issue(key)
  const [row] = await bench.database.owner.query<{ row: string; size: number }>({
    text: 'select c::text as row, octet_length(code_hash) as size from directory.one_time_code c where subject = $1',
    values: [key.subject],
  })
  assert.equal(row?.size, 32)
  assert.ok(!row.row.replace(key.subject, '').includes(code))
})

for (const lang of ['fr', 'en'] as const) {
  const facts = { code: '123456', minutes: 10 }
  test(`the words in ${lang}: the code, no link, nothing about health, one short message`, () => {
    const mail = codeMail(lang, facts)
    const events = ['contact-changed', 'means-changed'] as const
    const alerts = events.flatMap((event) => Object.values(alertMail(event, lang)))
    const messages = [codeSms(lang, facts), ...events.map((event) => alertSms(event, lang))]
    const all = [mail.subject, mail.text, ...alerts, ...messages]
    for (const text of all) {
      assert.deepEqual(findHealthWords(text), [])
      assert.doesNotMatch(text, /https?:|www\.|[a-z]\.[a-z]{2}/i)
    }
    for (const text of [mail.text, codeSms(lang, facts)]) assert.match(text, /\b123456\b/)
    assert.doesNotMatch(mail.subject, /\d/, 'a locked screen shows the subject')
    for (const text of messages) {
      assert.ok(measureSms(text).size <= 160 && measureSms(text).max === 160, text)
    }
  })
}
