// What somebody could write who has the keys of the log, or the tables: each part holds by itself, and the file does not.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { createPublicLog, type PublicLog } from '../log/public-log.ts'
import { createLogKey, type LogKey } from '../log/sign-checkpoint.ts'
import { hexOf, int8Of, readHex, readUuid, sha256Of, utf8 } from './bytes.ts'
import { checkJournal } from './check-journal.ts'
import { journalFileFormat, readJournalFile, type FileEntry, type JournalFile } from './journal-file.ts'
import { readCheckpoint } from './note.ts'
import { readLogProof, writeLogProof } from './proof-text.ts'

let kit: DoorKit
let log: PublicLog
let logKey: LogKey
let file: JournalFile
before(async () => {
  kit = await openDoorKit()
  log = await createPublicLog({ database: kit.database.app, keys: kit.keys, publicUrl: 'https://carnet.example' })
  logKey = await createLogKey('carnet.example/log', await kit.keys.systemKey('log-signing'))
  const spaceId = await kit.foundSpace([])
  for (let number = 0; number < 3; number += 1) await kit.foundSpace([])
  await log.sequence(1_000)
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'read-journal' } as const
  const { value: chains } = await kit.door.open(visit, (opened) => opened.readChains())
  const text = JSON.stringify({ format: journalFileFormat, space: spaceId, key: await log.verifierKey(), chains })
  file = readJournalFile(text)
})
after(() => kit.close())

const failing = async (changed: JournalFile): Promise<string[]> =>
  (await checkJournal(JSON.stringify(changed))).findings.flatMap(({ what, holds }) => (holds ? [] : what))

const withProof = (text: string): JournalFile => ({
  ...file,
  chains: file.chains.map((chain) => ({ ...chain, proof: { n: chain.proof?.n ?? '', text } })),
})

const proofText = (): string => file.chains[0]?.proof?.text ?? ''

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The text with the lowest bit of one Base64 letter turned; nothing where another character stands. */
const turned = (text: string, at: number): string | undefined => {
  const place = letters.indexOf(text.charAt(at))
  return place < 0 ? undefined : text.slice(0, at) + letters.charAt(place ^ 1) + text.slice(at + 1)
}

test('untouched, it holds', async () => {
  assert.deepEqual(await failing(file), [])
})

test('the lowest bit of every letter of the proof and of the key counts, also those that fill up a line', async () => {
  const proof = proofText()
  for (let at = 0; at < proof.length; at += 1) {
    const text = turned(proof, at)
    if (text !== undefined) assert.notDeepEqual(await failing(withProof(text)), [], `letter ${at}: ${proof.charAt(at)}`)
  }
  for (let at = 0; at < file.key.length; at += 1) {
    const key = turned(file.key, at)
    if (key !== undefined) assert.notDeepEqual(await failing({ ...file, key }), [], `letter ${at} of the key`)
  }
})

test('a checkpoint of another log under the same key proves nothing here', async () => {
  const { checkpoint, ...proof } = readLogProof(proofText())
  const [, size = '', root = ''] = checkpoint.split('\n')
  const text = `other.example/log\n${size}\n${root}\n`
  const signature = Buffer.concat([logKey.key.id, logKey.sign(text)]).toString('base64')
  const foreign = `${text}\n— ${logKey.key.name} ${signature}\n`
  assert.deepEqual(readCheckpoint(foreign).size, readCheckpoint(checkpoint).size)
  assert.deepEqual(await failing(withProof(writeLogProof({ ...proof, checkpoint: foreign }))), ['place'])
})

const hashOf = async (entry: FileEntry, previous: string): Promise<string> =>
  hexOf(
    await sha256Of(
      utf8('carnet/journal/v1\0'),
      readUuid(file.space),
      utf8('main\0'),
      int8Of(BigInt(entry.n)),
      int8Of(BigInt(Date.parse(entry.at))),
      utf8(`${entry.effect}/${entry.reach}/${entry.act}\0`),
      new Uint8Array([0]),
      int8Of(BigInt(entry.transaction)),
      readHex(previous, 32),
      readHex(entry.commitment, 32),
      readHex(entry.sealed, 32),
    ),
  )

test('a column rewritten with every hash after it: what was committed to tells', async () => {
  const [chain] = file.chains
  const [former, last] = chain?.entries.slice(-2) ?? []
  assert.ok(chain && former && last)
  assert.equal(await hashOf(last, former.hash), last.hash)
  const rewritten = { ...last, act: 'read-identity' }
  const hash = await hashOf(rewritten, former.hash)
  const entries = [...chain.entries.slice(0, -1), { ...rewritten, hash }]
  const changed = { ...file, chains: [{ ...chain, entries, head: { n: last.n, hash } }] }
  assert.deepEqual(await failing(changed), ['commitments'])
})
