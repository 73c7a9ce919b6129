import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { holder, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { createPublicLog, type PublicLog } from '../log/public-log.ts'
import { checkJournal } from './check-journal.ts'
import { journalFileFormat } from './journal-file.ts'
import { noteKeyOf, openNote, readNoteKey, writeNoteKey, type NoteKey } from './note.ts'

let kit: DoorKit
let log: PublicLog
let spaceId: string
before(async () => {
  kit = await openDoorKit()
  log = await openLog(kit)
  spaceId = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  const other = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  for (const id of [spaceId, other, spaceId, other, spaceId]) await look(kit, id, 'care')
  await look(kit, spaceId, 'stranger')
  await log.sequence(1_000)
})
after(() => kit.close())

const openLog = ({ database, keys }: DoorKit): Promise<PublicLog> =>
  createPublicLog({ database: database.app, keys, publicUrl: 'https://carnet.example' })

const look = ({ door }: DoorKit, id: string, who: string) =>
  door
    .glance({ ...professional(who), space: { spaceId: id }, act: 'list-documents' }, async () => 'seen')
    .catch(() => 'refused')

const write = async ({ door } = kit, publicLog = log, id = spaceId): Promise<string> => {
  const visit = { ...holder(id), space: { spaceId: id }, act: 'read-journal' } as const
  const { value: chains } = await door.open(visit, (opened) => opened.readChains())
  return JSON.stringify({ format: journalFileFormat, space: id, key: await publicLog.verifierKey(), chains })
}

const holds = async (text: string): Promise<boolean> => (await checkJournal(text)).holds

const failing = async (text: string): Promise<string[]> =>
  (await checkJournal(text)).findings.flatMap(({ what, holds: isHeld }) => (isHeld ? [] : what))

type Value = string | number | boolean | null | Value[] | { [name: string]: Value }

const parse = (text: string): Value => JSON.parse(text)

/** The paths to every text (and null) in the file. */
const leavesOf = (value: Value, path: readonly string[] = []): string[][] => {
  if (typeof value !== 'object' || value === null) return [[...path]]
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]))
}

/** The same value with what stands at a path made anew. */
const changedAt = (value: Value, path: readonly string[], change: (old: Value) => Value): Value => {
  const [name, ...rest] = path
  if (name === undefined) return change(value)
  if (Array.isArray(value))
    return value.map((member, at) => (String(at) === name ? changedAt(member, rest, change) : member))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key === name ? changedAt(member, rest, change) : member]),
  )
}

const entriesPath = ['chains', '0', 'entries']
const asList = (value: Value): Value[] => (Array.isArray(value) ? value : [])

test('a true file holds: its own writing is the last entry, and all before it are in the log', async () => {
  const verdict = await checkJournal(await write())
  assert.deepEqual(
    verdict.findings.map(({ what, holds: isHeld }) => `${what} ${isHeld}`),
    ['form true', 'commitments true', 'chain true', 'end true', 'signature true', 'place true'],
  )
  assert.ok(verdict.holds)
  assert.deepEqual([verdict.counted - verdict.logged, verdict.key], [1, await log.verifierKey()])
})

test('a thousand single changes of a value: one character, anywhere, to any other, gone or added', async () => {
  const text = await write()
  const value = parse(text)
  const paths = leavesOf(value)
  const aChange = fc.record({
    path: fc.constantFrom(...paths),
    place: fc.nat(),
    how: fc.constantFrom('change', 'remove', 'insert'),
    character: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom(...'0123456789abcdefABCDEF+/=-\n '.split('')),
    ),
  })
  let tried = 0
  const property = fc.asyncProperty(aChange, async ({ path, place, how, character }) => {
    const changed = changedAt(value, path, (old) => {
      if (typeof old !== 'string') return character
      const at = place % Math.max(old.length, 1)
      return old.slice(0, at) + (how === 'remove' ? '' : character) + old.slice(how === 'insert' ? at : at + 1)
    })
    fc.pre(JSON.stringify(changed) !== JSON.stringify(value))
    tried += 1
    assert.ok(!(await holds(JSON.stringify(changed))), `${path.join('.')} ${how} ${place} ${JSON.stringify(character)}`)
  })
  await fc.assert(property, { numRuns: 1_000 })
  assert.ok(tried >= 1_000)
})

test('any byte of the file turned is refused, unless it still says the same', async () => {
  const bytes = Buffer.from(await write())
  const value = JSON.stringify(parse(bytes.toString()))
  const property = fc.asyncProperty(
    fc.nat({ max: bytes.length - 1 }),
    fc.integer({ min: 1, max: 255 }),
    async (at, bits) => {
      const changed = Buffer.from(bytes)
      changed[at] = (bytes[at] ?? 0) ^ bits
      const text = changed.toString()
      const isSame = ((): boolean => {
        try {
          return JSON.stringify(parse(text)) === value
        } catch {
          return false
        }
      })()
      assert.equal(await holds(text), isSame, `byte ${at}`)
    },
  )
  await fc.assert(property, { numRuns: 1_000 })
})

test('an entry dropped, doubled, moved or exchanged with another is refused', async () => {
  const value = parse(await write())
  const count = asList(leavesOf(value).filter((path) => path.at(-1) === 'r')).length
  const others = parse(await write(kit, log, await kit.foundSpace([])))
  const foreign = leavesOf(others).find((path) => path[2] === 'entries')
  assert.ok(foreign)
  const edits: ((entries: Value[], at: number) => Value[])[] = [
    (entries, at) => entries.toSpliced(at, 1),
    (entries, at) => entries.toSpliced(at, 0, ...entries.slice(at, at + 1)),
    (entries, at) => [...entries.toSpliced(at, 1), ...entries.slice(at, at + 1)],
    (entries, at) => entries.toSpliced(at, 1, ...entries.slice((at + 1) % count, ((at + 1) % count) + 1)),
  ]
  for (const [edit, make] of edits.entries()) {
    for (let at = 0; at < count; at += 1) {
      // The last one moved behind the last is where it was.
      if (edit === 2 && at === count - 1) continue
      const changed = changedAt(value, entriesPath, (entries) => make(asList(entries), at))
      assert.ok(!(await holds(JSON.stringify(changed))), `edit ${edit} at ${at}`)
    }
  }
})

test('members too many, a chain doubled, none at all, another version, no proof: refused', async () => {
  const value = parse(await write())
  const without = changedAt(value, ['chains', '0', 'proof'], () => null)
  assert.deepEqual(await failing(JSON.stringify(without)), ['signature', 'place'])
  const changes = [
    changedAt(value, ['chains'], (chains) => [...asList(chains), ...asList(chains)]),
    changedAt(value, ['chains'], () => []),
    changedAt(value, ['format'], () => 'carnet/my-journal/v2'),
    changedAt(value, [...entriesPath, '0'], (entry) => withNote(entry)),
    changedAt(value, entriesPath, () => []),
  ]
  for (const changed of changes) assert.ok(!(await holds(JSON.stringify(changed))))
  for (const text of ['', '[]', 'null', '{}', '7']) assert.deepEqual(await failing(text), ['form'])
})

const withNote = (entry: Value): Value =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? { ...entry, note: 'x' } : entry

const proofOf = (value: Value): Value => {
  let found: Value = null
  changedAt(value, ['chains', '0', 'proof'], (proof) => (found = proof))
  return found
}

test('an older checkpoint is refused with a newer leaf, and a proof of another tree or of another entry', async () => {
  const older = parse(await write())
  await log.sequence(1_000)
  const newer = parse(await write())
  const newest = changedAt(newer, ['chains', '0', 'proof', 'text'], () => textOf(proofOf(older)))
  assert.ok(await holds(JSON.stringify(newer)))
  assert.deepEqual(await failing(JSON.stringify(newest)), ['place'])
  const [path = ''] = textOf(proofOf(newer)).split('\n\n')
  const olderNote = textOf(proofOf(older)).split('\n\n').slice(1)
  const mixedText = [path, ...olderNote].join('\n\n')
  const checkpointOnly = changedAt(newer, ['chains', '0', 'proof', 'text'], () => mixedText)
  assert.deepEqual(await failing(JSON.stringify(checkpointOnly)), ['place'])
  const elsewhere = await openDoorKit()
  try {
    const otherLog = await openLog(elsewhere)
    const id = await elsewhere.foundSpace([])
    await otherLog.sequence(1_000)
    const foreign = parse(await write(elsewhere, otherLog, id))
    const mixed = changedAt(newer, ['chains', '0', 'proof'], () => proofOf(foreign))
    assert.deepEqual(await failing(JSON.stringify(mixed)), ['signature', 'place'])
  } finally {
    await elsewhere.close()
  }
})

const textOf = (proof: Value): string => {
  const text = typeof proof === 'object' && proof !== null && !Array.isArray(proof) ? proof['text'] : undefined
  return typeof text === 'string' ? text : ''
}

test('a file written before anything reached the log says that it is not proven yet', async () => {
  const fresh = await kit.foundSpace([])
  assert.deepEqual(await failing(await write(kit, log, fresh)), ['signature', 'place'])
})

test('another key in the file is refused, under its own id or the log’s', async () => {
  const value = parse(await write())
  const { publicKey } = generateKeyPairSync('ed25519')
  const { name, id } = await readNoteKey(await log.verifierKey())
  const other = await noteKeyOf(name, publicKey.export({ format: 'der', type: 'spki' }).subarray(-32))
  const failingUnder = (key: NoteKey) => failing(JSON.stringify(changedAt(value, ['key'], () => writeNoteKey(key))))
  assert.deepEqual(await failingUnder(other), ['signature'])
  assert.deepEqual(await failingUnder({ ...other, id }), ['signature', 'place'])
})

// Spec: the example of the Go package that signed notes come from.
test('the reference note opens with the reference key, and not when it is changed', async () => {
  const key = await readNoteKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
  const note = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`
  assert.match((await openNote(note, key)) ?? '', /^If you think/)
  assert.equal(await openNote(note.replace('your problem is', 'my problem is'), key), undefined)
  await assert.rejects(readNoteKey('PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'))
})
