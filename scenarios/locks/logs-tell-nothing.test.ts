import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Log, LogFields } from '../../src/platform/log.ts'
import { loadCast } from '../../src/reference/load-cast.ts'
import { createHttpBrowser } from '../../tests/support/http-browser.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'

// What an operator reads in the logs: never a name, a number, a title, a token, an address of a document, whatever fails.

const lines: { event: string; fields: LogFields }[] = []
const note = (event: string, fields: LogFields = {}): void => void lines.push({ event, fields })
const log: Log = { info: note, warn: note, error: note }

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ log })
})
after(() => carnet.close())

const canary = 'CanaryWord'
const { holders } = loadCast()

const ask = async (as: string, path: string, init: { method?: string; body?: string; type?: string } = {}) => {
  const answer = await fetch(`${carnet.fhir}${path}`, {
    method: init.method ?? 'GET',
    headers: {
      authorization: `Bearer ${await carnet.token(as)}`,
      'x-canary': canary,
      'user-agent': canary,
      ...(init.body === undefined ? {} : { 'content-type': init.type ?? 'application/fhir+json' }),
    },
    ...(init.body === undefined ? {} : { body: init.body }),
  })
  return { status: answer.status, text: await answer.text() }
}

const dominique = 'status=current&patient.identifier=urn:oid:1.2.250.1.213.1.4.10%7C279035121518989'

const secretsOf = async (): Promise<string[]> => {
  const { text } = await ask('dr-moreau', `/DocumentReference?${dominique}`)
  const ids = [...text.matchAll(/DocumentReference\/([0-9a-f-]{36})/g)].map(([, id = '']) => id)
  assert.ok(ids.length > 0, 'the doctor lists documents')
  const persons = holders.flatMap(({ ins, traits }) => [ins.value, traits.birthFamily])
  return [canary, 'CANARYWORD', ...ids, ...persons, 'MOREAU', 'PETIT', 'Radiographie', 'vaccin']
}

const assertSilent = async (least: number): Promise<void> => {
  const secrets = await secretsOf()
  const told = JSON.stringify(lines)
  assert.ok(lines.length >= least, `only ${lines.length} lines were heard`)
  for (const secret of secrets)
    assert.ok(!told.toLowerCase().includes(secret.toLowerCase()), `${secret} is in the logs`)
}

test('requests that succeed, are refused, are wrong or unknown leave no word of a person or a document', async () => {
  const answers = [
    await ask('dr-moreau', `/DocumentReference?${dominique}`),
    await ask('dr-petit', `/DocumentReference?${dominique}`),
    await ask('dr-moreau', `/DocumentReference/${canary}`),
    await ask('dr-moreau', `/DocumentReference?${dominique}&author.family=${canary}`),
    await ask('hospital', '', { method: 'POST', body: `{"resourceType":"Bundle","id":"${canary}"}` }),
    await ask('hospital', '', { method: 'POST', body: `<Bundle>${canary}`, type: 'application/fhir+xml' }),
    await ask('hospital', '/DocumentReference', { method: 'POST', body: `{"${canary}"` }),
    await ask('hospital', '/Binary', { method: 'POST', body: canary, type: 'application/pdf' }),
    await ask('dr-moreau', `/${canary}`),
  ]
  const statuses = answers.map(({ status }) => status)
  assert.equal(statuses[0], 200)
  assert.ok(
    statuses.slice(1).every((status) => status < 500),
    statuses.join(),
  )
  const browser = createHttpBrowser(carnet.origin)
  await browser.send(`/my/documents?q=${canary}`)
  await browser.send(`/pro?ins=279035121518989`)
  await browser.send('/pro', { form: { ins: '279035121518989', name: canary } })
  await browser.send('/pro/emergency/open', { form: { ins: '279035121518989', words: canary } })
  await browser.send(`/${canary}`)
  await assertSilent(answers.length + 5)
})

test('a statement that the database refuses is told by its class, never by its words or values', async () => {
  await carnet.database.owner.query({ text: 'alter table vault.document rename to document_gone' })
  try {
    const { status, text } = await ask('dr-moreau', `/DocumentReference?${dominique}`)
    assert.equal(status, 500)
    assert.doesNotMatch(text, /vault|document_gone|relation|at [\w.]+ \(/)
  } finally {
    await carnet.database.owner.query({ text: 'alter table vault.document_gone rename to document' })
  }
  const failures = lines.filter(({ fields }) => fields.error !== undefined)
  assert.ok(failures.length > 0, 'the failure is in the logs')
  assert.doesNotMatch(JSON.stringify(failures), /relation|does not exist/)
  await assertSilent(1)
})

test('a mail that cannot be sent is told by its class', async () => {
  await carnet.mails()
  await carnet.database.owner.query({
    text: 'insert into platform.outbox (space_id, id, kind) select space_id, gen_random_uuid(), $1 from directory.person',
    values: [`no-such-kind`],
  })
  await carnet.mails()
  const postponed = lines.filter(({ event }) => event === 'job-postponed')
  assert.equal(postponed.length, holders.length)
  await assertSilent(1)
})
