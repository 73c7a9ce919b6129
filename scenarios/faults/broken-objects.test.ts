import assert from 'node:assert/strict'
import { copyFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, issueCodes } from '../../tests/support/json-path.ts'
import { createCaller, type Answer, type Caller } from '../conformance/support/caller.ts'
import { countDocument, findDocument, retrieve } from '../conformance/support/find-document.ts'
import { freshExample, freshRoot, type OwnDeposit } from '../conformance/support/own-deposits.ts'
import { provideBundle } from '../conformance/support/provide-bundle.ts'
import { blobFolder, countStored } from '../conformance/support/stored-things.ts'
import { flipBit, objectsMadeBy } from './support/sealed-objects.ts'

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
})
after(() => carnet.close())

const small = (): OwnDeposit => freshExample('discharge-letter.xml')

/** A document that is streamed in many blocks when it is read. */
const large = (): OwnDeposit => {
  const { metadata, ...rest } = small()
  const bytes = Buffer.alloc(3_000_000, 'une ligne de compte rendu\n')
  return { ...rest, bytes, metadata: { ...metadata, uniqueId: `urn:oid:${freshRoot()}`, contentType: 'text/plain' } }
}

const deposit = async (one: OwnDeposit): Promise<string> => {
  const [object, second] = await objectsMadeBy(carnet, async () => {
    const { status, text } = await call('hospital', '', { body: provideBundle([one]) })
    assert.equal(status, 200, text)
  })
  assert.ok(object !== undefined && second === undefined, 'one object')
  return object
}

const checkFault = ({ status, body, text }: Answer, expected: number, reason: string): void => {
  assert.equal(status, expected, text)
  assert.ok(issueCodes(body).includes(reason), text)
  assert.doesNotMatch(text, /ENOENT|ENOTDIR|\/tmp|node_modules|    at /, 'nothing of our insides')
}

const damages: readonly (readonly [string, (object: string) => Promise<void>, string])[] = [
  ['removed', (object) => rm(object), 'object-missing'],
  ['with a bit flipped in its first byte', (object) => flipBit(object, 0), 'sealed-data-damaged'],
  ['with a bit flipped in its middle', (object) => flipBit(object, 3000), 'sealed-data-damaged'],
  ['with a bit flipped in its last byte', (object) => flipBit(object, -1), 'sealed-data-damaged'],
  ['cut short by a byte', async (object) => truncate(object, 2000), 'sealed-data-damaged'],
  ['emptied', (object) => writeFile(object, ''), 'sealed-data-damaged'],
  ["replaced by another document's", async (object) => copyFile(await deposit(small()), object), 'sealed-data-damaged'],
]

for (const [name, damage, reason] of damages) {
  test(`an object ${name}: the document is not served, its index still is, the others too`, async () => {
    const [one, other] = [small(), small()]
    const object = await deposit(one)
    await deposit(other)
    await damage(object)
    const document = await findDocument(call, 'dominique', one)
    checkFault(await retrieve(call, 'dominique', document), 500, reason)
    const sound = await retrieve(call, 'dominique', await findDocument(call, 'dominique', other))
    assert.ok(sound.bytes.equals(other.bytes))
  })

  test(`a large object ${name}: the answer breaks off and never ends as if it were whole`, async () => {
    const one = large()
    const object = await deposit(one)
    await damage(object)
    const document = await findDocument(call, 'dominique', one)
    const answer = await retrieve(call, 'dominique', document).catch(() => undefined)
    if (answer) assert.ok(answer.status >= 500, `${answer.status}`)
    assert.equal(
      (await call('dominique', `DocumentReference/${String(at(document, 'id'))}`)).status,
      200,
      'the server goes on',
    )
  })
}

test('a folder that takes no more: deposits and uploads are refused with 503, nothing half done; and accepted once it is back', async () => {
  const folder = blobFolder(carnet)
  const stored = await countStored(carnet)
  await rename(folder, `${folder}-away`)
  await writeFile(folder, 'a file where the folder was')
  try {
    const one = small()
    const headers = { 'x-security-context': 'Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989' }
    checkFault(await call('hospital', '', { body: provideBundle([one, small()]) }), 503, 'blob-store-unavailable')
    checkFault(
      await call('hospital', 'Binary', { body: 'texte', contentType: 'text/plain', headers }),
      503,
      'blob-store-unavailable',
    )
    assert.equal(await countDocument(call, 'dominique', one), 0)
  } finally {
    await rm(folder)
    await rename(`${folder}-away`, folder)
  }
  assert.deepEqual(await countStored(carnet), stored)
  await deposit(small())
})
