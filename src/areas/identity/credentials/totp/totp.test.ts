import assert from 'node:assert/strict'
import { Secret, TOTP } from 'otpauth'
import { after, before, test } from 'node:test'
import { openCredentialBench, type CredentialBench } from '../../../../../tests/support/credential-bench.ts'
import { problemOf } from '../../../../../tests/support/problem-of.ts'

let bench: CredentialBench
before(async () => {
  bench = await openCredentialBench()
})
after(() => bench.close())

const step = 30_000

/** What the app shows now, or some steps away. */
const shown = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: bench.clock.now().getTime() + steps * step })

const setUp = async (): Promise<{ spaceId: string; secret: string }> => {
  const spaceId = await bench.newHolder()
  const { secret } = await bench.credentials.beginTotp(spaceId, 'camille.vert')
  await bench.credentials.confirmTotp(spaceId, shown(secret))
  bench.clock.advance(step)
  return { spaceId, secret }
}

test('an app is set up by link, by camera or by hand, and counts only once a first code fitted', async () => {
  const spaceId = await bench.newHolder()
  const setup = await bench.credentials.beginTotp(spaceId, 'camille.vert')
  assert.match(
    setup.uri,
    /^otpauth:\/\/totp\/Carnet:camille\.vert\?issuer=Carnet&secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30$/,
  )
  assert.ok(setup.uri.includes(setup.secret))
  assert.match(setup.qrSvg, /^<svg [\s\S]*<\/svg>\s*$/)
  assert.doesNotMatch(setup.qrSvg, /<script|href|style=/)
  assert.equal(await bench.credentials.hasTotp(spaceId), false)
  assert.equal(await bench.credentials.checkTotp(spaceId, shown(setup.secret)), false)
  await bench.credentials.confirmTotp(spaceId, shown(setup.secret))
  assert.equal(await bench.credentials.hasTotp(spaceId), true)
  assert.equal(await bench.credentials.checkTotp(spaceId, shown(setup.secret)), false, 'the first code is used up')
})

test('a code of now, of one step before and of one after fits; of two does not', async () => {
  for (const [steps, fits] of [
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ] as const) {
    const { spaceId, secret } = await setUp()
    bench.clock.advance(10 * step)
    assert.equal(await bench.credentials.checkTotp(spaceId, shown(secret, steps)), fits, `${steps}`)
  }
})

test('a code is accepted once, and none older than it afterwards', async () => {
  const { spaceId, secret } = await setUp()
  const older = shown(secret, -1)
  bench.clock.advance(step)
  const now = shown(secret)
  assert.equal(await bench.credentials.checkTotp(spaceId, now), true)
  assert.equal(await bench.credentials.checkTotp(spaceId, now), false)
  assert.equal(await bench.credentials.checkTotp(spaceId, older), false)
  assert.equal(await bench.credentials.checkTotp(spaceId, shown(secret, 1)), true)
})

test('of many uses of one code at once, one is accepted', async () => {
  const { spaceId, secret } = await setUp()
  const code = shown(secret)
  const tried = await Promise.all(Array.from({ length: 20 }, () => bench.credentials.checkTotp(spaceId, code)))
  assert.equal(tried.filter((each) => each).length, 1)
})

test('wrong, malformed and absent codes are wrong', async () => {
  const { spaceId, secret } = await setUp()
  const wrong = String((Number(shown(secret)) + 1) % 1_000_000).padStart(6, '0')
  for (const code of [wrong, '', '12345', '1234567', 'abcdef', '-1', '１２３４５６']) {
    assert.equal(await bench.credentials.checkTotp(spaceId, code), false, code)
  }
  assert.equal(await bench.credentials.checkTotp(await bench.newHolder(), shown(secret)), false)
})

test('a new app replaces the one in use only when it is confirmed', async () => {
  const { spaceId, secret } = await setUp()
  const { secret: fresh } = await bench.credentials.beginTotp(spaceId, 'camille.vert')
  assert.equal((await problemOf(bench.credentials.confirmTotp(spaceId, '000000'))).reason, 'totp-not-recognised')
  assert.equal(await bench.credentials.checkTotp(spaceId, shown(secret)), true)
  await bench.credentials.confirmTotp(spaceId, shown(fresh))
  bench.clock.advance(step)
  assert.equal(await bench.credentials.checkTotp(spaceId, shown(secret)), false)
  assert.equal(await bench.credentials.checkTotp(spaceId, shown(fresh)), true)
})

test('setting up is not a way to guess: ten tries an hour', async () => {
  const spaceId = await bench.newHolder()
  await bench.credentials.beginTotp(spaceId, 'camille.vert')
  for (let tries = 0; tries < 10; tries += 1) {
    assert.equal((await problemOf(bench.credentials.confirmTotp(spaceId, 'xxxxxx'))).reason, 'totp-not-recognised')
  }
  assert.equal((await problemOf(bench.credentials.confirmTotp(spaceId, 'xxxxxx'))).reason, 'too-many-tries')
})

test('the secret is sealed: the table does not hold it', async () => {
  const { secret } = await setUp()
  const rows = await bench.database.owner.query<{ row: string }>({
    text: 'select t::text as row from directory.totp t',
  })
  const plain = rows.map(({ row }) => row).join()
  assert.ok(!plain.includes(Buffer.from(Secret.fromBase32(secret).bytes).toString('hex')))
  assert.ok(!plain.includes(secret))
})
