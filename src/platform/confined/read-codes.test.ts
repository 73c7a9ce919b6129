import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import bwip from 'bwip-js/node'
import { corpus, corpusPath, skipWithoutCorpus } from '../../../tests/support/corpus.ts'
import { at } from '../../../tests/support/json-path.ts'
import { createConfined, type Confined } from './confined.ts'
import { readCodes } from './read-codes.ts'

let confined: Confined
before(() => {
  confined = createConfined()
})
after(() => confined.close())

const drawn = (bcid: string, text: string, more: object = {}): Promise<Buffer> =>
  bwip.toBuffer({ bcid, text, scale: 4, padding: 10, backgroundcolor: 'FFFFFF', ...more })

const certificate = `HC1:${'6BFOXN*TS0BI$ZD-PHQ7I9AD66V5B22CH9M9ESI9XBHXK-%69LQOGI.'.repeat(6)}`

for (const [name, bcid, text, more] of [
  ['a square as dense as a certificate', 'qrcode', certificate, {}],
  ['one that lies on its side', 'qrcode', certificate, { rotate: 'R' }],
  ['the square of a box', 'datamatrix', '01034009301234561727123110AB12', {}],
] as const)
  test(`${name} is read`, async () => {
    assert.deepEqual(await readCodes(confined, await drawn(bcid, text, more), 'image/png'), [text])
  })

test('a picture with another code than a square tells nothing', async () => {
  assert.deepEqual(await readCodes(confined, await drawn('code128', 'ABC'), 'image/png'), [])
})

test('what is no picture is unreadable', async () => {
  assert.deepEqual(await readCodes(confined, Buffer.from('no picture'), 'image/png'), { failure: 'unreadable' })
})

const folder = 'eu-dcc'
test(
  'the squares of the official certificates say what their oracle says',
  skipWithoutCorpus(folder),
  async (context) => {
    const files =
      corpus(folder) === undefined ? [] : readdirSync(corpusPath(folder), { recursive: true, encoding: 'utf8' })
    let read = 0
    for (const name of files.filter((one) => one.endsWith('.json'))) {
      const oracle: unknown = JSON.parse(readFileSync(corpusPath(folder, name), 'utf8'))
      const picture = at(oracle, '2DCODE')
      if (typeof picture !== 'string') continue
      const found = await readCodes(confined, Buffer.from(picture, 'base64'), 'image/png')
      const isNone = at(oracle, 'EXPECTEDRESULTS.EXPECTEDPICTUREDECODE') === false
      assert.deepEqual(found, isNone ? { failure: 'unreadable' } : [at(oracle, 'PREFIX')], name)
      read += 1
    }
    assert.ok(read > 20)
    context.diagnostic(`${read} pictures of certificates of the corpus read as their oracle states`)
  },
)
