import assert from 'node:assert/strict'
import { Secret, TOTP } from 'otpauth'
import { after, before, test } from 'node:test'
import { openCredentialBench, publicUrl, type CredentialBench } from '../../../../tests/support/credential-bench.ts'
import { password, proveContact, source } from '../../../../tests/support/password-holder.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { createSoftwareAuthenticator } from '../../../../tests/support/software-authenticator.ts'
import { randomId } from '../../../platform/ids.ts'

let bench: CredentialBench
before(async () => {
  bench = await openCredentialBench()
})
after(() => bench.close())

/** A holder with every means there is, and a code that was not used yet. */
const equip = async (login: string, email: string): Promise<string> => {
  const { credentials } = bench
  const spaceId = await bench.newHolder()
  await proveContact(bench, spaceId, { channel: 'email', address: email })
  await credentials.acceptTerms(spaceId, credentials.termsAt(bench.clock.now().toISOString()).version)
  const device = createSoftwareAuthenticator(publicUrl)
  const options = await credentials.beginPasskeyRegistration(spaceId, 'Camille MARTIN')
  await credentials.finishPasskeyRegistration(spaceId, device.create(options), 'Téléphone')
  await credentials.choosePassword(spaceId, { login, password: 'Lampe+bleue8' })
  await credentials.changePassword(spaceId, { current: 'Lampe+bleue8', password, source })
  const { secret } = await credentials.beginTotp(spaceId, login)
  const timestamp = bench.clock.now().getTime()
  await credentials.confirmTotp(spaceId, new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp }))
  await bench.database.app.transaction((connection) => credentials.askRecovery(connection, spaceId))
  await credentials.sendOneTimeCode({ subject: spaceId, purpose: 'sign-in' }, { channel: 'email', address: email })
  return spaceId
}

/** Every table that has a space's rows, outside the vault and what belongs to others. */
const tablesOfMeans = async (): Promise<string[]> => {
  const rows = await bench.database.owner.query<{ name: string }>({
    text: `select distinct table_name as name from information_schema.columns
      where table_schema = 'directory' and column_name in ('space_id', 'subject') order by 1`,
  })
  const others = ['binned', 'identifier', 'locator', 'person', 'share_code', 'unique_id_locator']
  return rows.map(({ name }) => name).filter((name) => !others.includes(name))
}

const countIn = async (table: string, spaceId: string): Promise<number> => {
  const column = table === 'one_time_code' ? 'subject' : 'space_id::text'
  const text = `select 1 as one from directory.${table} where ${column} = $1`
  return (await bench.database.owner.query({ text, values: [spaceId] })).length
}

test('a page is told what a holder signs in with, contacts masked', async () => {
  const bare = await bench.newHolder({ email: 'insurer@example.org' })
  assert.deepEqual(await bench.credentials.meansOf(bare), {
    passkeys: [],
    maxPasskeys: 20,
    hasPassword: false,
    hasTotp: false,
    contact: {},
  })
  const spaceId = await equip('vert.soleil', 'camille@example.fr')
  const { passkeys, ...means } = await bench.credentials.meansOf(spaceId)
  assert.deepEqual(means, {
    login: 'vert.soleil',
    maxPasskeys: 20,
    hasPassword: true,
    hasTotp: true,
    contact: { email: 'c•••@e•••.fr' },
  })
  assert.deepEqual(
    passkeys.map(({ name }) => name),
    ['Téléphone'],
  )
  assert.equal((await problemOf(bench.credentials.meansOf(randomId()))).reason, 'person-unknown')
})

test('to forget a space’s means leaves none of its rows anywhere, and all of others’', async () => {
  const gone = await equip('gris.soleil', 'gone@example.org')
  const kept = await equip('bleu.soleil', 'kept@example.org')
  const tables = await tablesOfMeans()
  assert.ok(tables.length >= 6, tables.join())
  for (const table of tables) assert.ok((await countIn(table, gone)) > 0, `${table} was not filled by this test`)
  await bench.database.app.transaction((connection) => bench.credentials.forgetMeans(connection, gone))
  for (const table of tables) {
    assert.equal(await countIn(table, gone), 0, table)
    assert.ok((await countIn(table, kept)) > 0, table)
  }
  assert.deepEqual((await bench.credentials.meansOf(gone)).passkeys, [])
  const next = await bench.newHolder()
  await bench.credentials.choosePassword(next, { login: 'gris.soleil', password })
})

test('forgetting that is rolled back forgets nothing', async () => {
  const spaceId = await equip('rose.soleil', 'rose@example.org')
  const failed = bench.database.app.transaction(async (connection) => {
    await bench.credentials.forgetMeans(connection, spaceId)
    throw new Error('no')
  })
  await assert.rejects(failed, /no/)
  assert.equal((await bench.credentials.meansOf(spaceId)).hasPassword, true)
})

test('the sweep drops expired codes and counts, and nothing that is good', async () => {
  const key = { subject: 'entry', purpose: 'confirm-contact' }
  const to = { channel: 'email', address: 'camille@example.org' } as const
  await bench.credentials.sendOneTimeCode({ ...key, subject: 'old' }, to)
  bench.clock.advance(3_700_000)
  await bench.credentials.sendOneTimeCode(key, to)
  const code = bench.lastCode(to.address)
  await bench.credentials.sweepCredentials()
  const rows = await bench.database.owner.query<{ subject: string }>({
    text: 'select subject from directory.one_time_code',
  })
  assert.deepEqual(rows, [{ subject: 'entry' }])
  assert.equal((await bench.database.owner.query({ text: 'select from platform.attempt' })).length, 1)
  assert.ok(await bench.credentials.takeOneTimeCode({ ...key, code }))
})
