import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createDatabase, type Database } from '../../src/platform/database/database.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { issueCodes } from '../../tests/support/json-path.ts'
import { createCaller, type Answer, type Caller } from '../conformance/support/caller.ts'
import { countDocument, findDocument, retrieve, searchAddress } from '../conformance/support/find-document.ts'
import { freshExample, type OwnDeposit } from '../conformance/support/own-deposits.ts'
import { provideBundle } from '../conformance/support/provide-bundle.ts'
import { countStored } from '../conformance/support/stored-things.ts'
import { until } from '../conformance/support/until.ts'

let carnet: Installation
let call: Caller
let superuser: Database
let known: OwnDeposit
let document: unknown
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
  superuser = createDatabase({ ...carnet.database.logins.superuser, database: 'postgres', max: 1 })
  known = freshExample('discharge-letter.xml')
  await call('hospital', '', { body: provideBundle([known]) })
  document = await findDocument(call, 'dominique', known)
})
after(async () => {
  await superuser.close()
  await carnet.close()
})

const databaseName = (): string => carnet.database.logins.app.database ?? ''

const reads = (): Promise<Answer>[] => [
  call('dominique', searchAddress(known)),
  call('dr-moreau', searchAddress(known)),
  retrieve(call, 'dominique', document),
]

const deposit = (one = freshExample('prescription.xml')): Promise<Answer> =>
  call('hospital', '', { body: provideBundle([one]) })

const checkNothingTold = ({ body, text }: Answer): void => {
  assert.ok(issueCodes(body).length > 0, 'an OperationOutcome')
  assert.doesNotMatch(text, /ClinicalDocument|2\.25\.|terminat|connection|permission denied|journal\.|vault\.|    at /i)
}

const cutConnections = async (): Promise<void> => {
  await superuser.query({
    text: `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'carnet_app'`,
    values: [databaseName()],
  })
}

test('the database gone: 503 to everybody, nothing half done, and all is well by itself when it is back', async () => {
  await Promise.all(reads())
  const stored = await countStored(carnet)
  await superuser.query({ text: `alter database ${databaseName()} connection limit 0` })
  try {
    await cutConnections()
    for (const answer of await Promise.all([...reads(), deposit()])) {
      assert.equal(answer.status, 503, answer.text)
      checkNothingTold(answer)
    }
    assert.equal((await fetch(`${carnet.origin}/health/ready`)).status, 503)
    assert.equal((await fetch(`${carnet.origin}/health/live`)).status, 200)
  } finally {
    await superuser.query({ text: `alter database ${databaseName()} connection limit -1` })
  }
  assert.deepEqual(await countStored(carnet), stored)
  await until('reads work again', async () => (await call('dominique', searchAddress(known))).status === 200)
  for (const answer of await Promise.all(reads())) assert.equal(answer.status, 200, answer.text)
})

test('connections cut again and again in the middle of deposits: each is whole or not at all, and the answer is true', async () => {
  const deposits = Array.from({ length: 40 }, () => freshExample('prescription.xml'))
  const sent = deposits.map((one) => deposit(one))
  const running = new AbortController()
  const done = Promise.all(sent).finally(() => running.abort())
  while (!running.signal.aborted) {
    await cutConnections()
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  const answers = await done
  const { documents, submissions, blobs, objects } = await countStored(carnet)
  assert.equal(documents, submissions)
  assert.equal(documents, blobs)
  assert.ok(objects >= blobs, 'no row without its object')
  for (const [at, answer] of answers.entries()) {
    const one = deposits[at]
    assert.ok(one)
    assert.ok(answer.status === 200 || answer.status === 503, answer.text)
    if (answer.status !== 200) checkNothingTold(answer)
    else
      assert.ok((await retrieve(call, 'dominique', await findDocument(call, 'dominique', one))).bytes.equals(one.bytes))
  }
})

const { raise, calm } = {
  raise: (
    table: string,
    when: string,
  ) => `create function public.trip() returns trigger language plpgsql as $$ begin raise exception 'tripped' using errcode = '53100'; end $$;
    create constraint trigger trip after ${when} on ${table} deferrable initially deferred for each row execute function public.trip()`,
  calm: (table: string) => `drop trigger trip on ${table}; drop function public.trip()`,
}

for (const [table, when] of [
  ['vault.document', 'insert'],
  ['vault.submission', 'insert'],
  ['vault.blob', 'insert'],
  ['journal.entry', 'insert'],
] as const) {
  test(`a row of ${table} that cannot be kept at the commit: the deposit fails whole`, async () => {
    const { owner } = carnet.database
    const stored = await countStored(carnet)
    await owner.query({ text: raise(table, when) })
    const one = freshExample('prescription.xml')
    try {
      const answer = await deposit(one)
      assert.ok(answer.status >= 500, answer.text)
      checkNothingTold(answer)
    } finally {
      await owner.query({ text: calm(table) })
    }
    assert.deepEqual({ ...(await countStored(carnet)), objects: 0 }, { ...stored, objects: 0 })
    assert.equal(await countDocument(call, 'dominique', one), 0)
    assert.equal((await deposit(one)).status, 200, 'the same deposit goes in once all is well')
  })
}

test('where the journal cannot be written nobody reads, deposits or is refused; then all is as before', async () => {
  const { owner } = carnet.database
  await owner.query({ text: 'revoke execute on function journal.append(journal.request) from carnet_app' })
  const stored = await countStored(carnet)
  try {
    const refusal = call('dr-petit', searchAddress(known))
    for (const answer of await Promise.all([...reads(), refusal, deposit()])) {
      assert.ok(answer.status >= 500, `${answer.status} ${answer.text}`)
      checkNothingTold(answer)
    }
    assert.deepEqual(await countStored(carnet), stored)
  } finally {
    await owner.query({ text: 'grant execute on function journal.append(journal.request) to carnet_app' })
  }
  for (const answer of await Promise.all(reads())) assert.equal(answer.status, 200, answer.text)
})
