import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '../../../platform/problem.ts'
import { arranged, requireFolderName } from './rules.ts'
import type { Arrangement, ArrangementChange } from './types.ts'

const nothing: Arrangement = { folders: [], places: {}, pins: [] }

const reasonOf = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return error instanceof Problem ? error.reason : String(error)
  }
}

test('the name of a folder: plain signs, fifty at most, once whatever its capitals', () => {
  const others = [{ id: 'a', name: 'Cœur' }]
  for (const [typed, reason] of [
    ['  Œil   gauche ', 'none'],
    ['Aujourd’hui', 'none'],
    ['x'.repeat(50), 'none'],
    ['', 'folder-name-missing'],
    [' \t', 'folder-name-missing'],
    ['x'.repeat(51), 'folder-name-too-long'],
    ['a/b', 'folder-name-signs'],
    ['<b>', 'folder-name-signs'],
    ['a\u0000', 'folder-name-signs'],
    ['a\u202Eb', 'folder-name-signs'],
    ['cœur', 'folder-name-taken'],
    [' CŒUR', 'folder-name-taken'],
  ] as const)
    assert.equal(
      reasonOf(() => requireFolderName(typed, others)),
      reason,
      JSON.stringify(typed),
    )
  assert.equal(requireFolderName('  Œil   gauche ', others), 'Œil gauche')
})

const documents = ['d1', 'd2', 'd3'] as const
const folders = ['f1', 'f2', 'f3'] as const
const aDocument = fc.constantFrom(...documents)
const aFolder = fc.constantFrom(...folders)
const aChange: fc.Arbitrary<ArrangementChange> = fc.oneof(
  fc.record({ what: fc.constant('add-folder' as const), name: fc.constantFrom('Un', 'un', 'Deux', 'Trois') }),
  fc.record({ what: fc.constant('rename-folder' as const), folderId: aFolder, name: fc.constantFrom('Un', 'Quatre') }),
  fc.record({ what: fc.constant('remove-folder' as const), folderId: aFolder }),
  fc.record({ what: fc.constant('move' as const), documentId: aDocument, folderId: aFolder }),
  fc.record({ what: fc.constant('move' as const), documentId: aDocument }),
  fc.record({ what: fc.constantFrom('pin' as const, 'unpin' as const), documentId: aDocument }),
)

test('whatever is done in whatever order: names stay apart, a document lies in one folder that is there, pins are there once', () => {
  fc.assert(
    fc.property(fc.array(aChange, { maxLength: 30 }), (changes) => {
      let now = nothing
      let made = 0
      for (const change of changes) {
        const id = `f${made + 1}`
        if (reasonOf(() => arranged(now, change, id)) !== 'none') continue
        now = arranged(now, change, id)
        if (change.what === 'add-folder') made += 1
      }
      const names = now.folders.map(({ name }) => name.toLowerCase())
      assert.equal(new Set(names).size, names.length)
      assert.ok(Object.values(now.places).every((folderId) => now.folders.some(({ id }) => id === folderId)))
      assert.equal(new Set(now.pins).size, now.pins.length)
    }),
  )
})

test('a folder that goes leaves its documents and everybody’s pins; one that is not there is told', () => {
  const made = arranged(nothing, { what: 'add-folder', name: 'Un' }, 'f1')
  const filled = arranged(made, { what: 'move', documentId: 'd1', folderId: 'f1' }, '')
  const pinned = arranged(filled, { what: 'pin', documentId: 'd1' }, '')
  assert.deepEqual(arranged(pinned, { what: 'remove-folder', folderId: 'f1' }, ''), { ...nothing, pins: ['d1'] })
  for (const what of ['rename-folder', 'remove-folder'] as const)
    assert.equal(
      reasonOf(() => arranged(made, { what, folderId: 'f2', name: 'x' }, '')),
      'folder-unknown',
    )
  const inNone = () => arranged(made, { what: 'move', documentId: 'd1', folderId: 'f2' }, '')
  assert.equal(reasonOf(inNone), 'folder-unknown')
  const many = { ...nothing, pins: Array.from({ length: 20 }, (_, index) => `p${index}`) }
  assert.equal(
    reasonOf(() => arranged(many, { what: 'pin', documentId: 'd1' }, '')),
    'too-many-pins',
  )
  assert.equal(
    reasonOf(() => arranged(many, { what: 'pin', documentId: 'p3' }, '')),
    'none',
    'pinned already',
  )
})

test('five shortcuts at most, each once, in the place of those before (rules PML-13)', () => {
  const choose = (...names: string[]) => arranged(nothing, { what: 'choose-shortcuts', names }, 'n')
  assert.deepEqual(choose('a', 'b', 'a').shortcuts, ['a', 'b'])
  assert.deepEqual(arranged(choose('a'), { what: 'choose-shortcuts', names: ['b'] }, 'n').shortcuts, ['b'])
  assert.deepEqual(choose('x'.repeat(101)).shortcuts, [])
  assert.equal(
    reasonOf(() => choose('a', 'b', 'c', 'd', 'e', 'f')),
    'too-many-shortcuts',
  )
})
