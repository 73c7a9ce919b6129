import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { joinArrangements, partArrangements } from './join-arrangements.ts'
import { arranged, mostPins, sameName } from './rules.ts'
import type { Arrangement } from './types.ts'

const places = (folders: readonly string[]) =>
  fc.dictionary(fc.constantFrom('d1', 'd2', 'd3', 'd4'), fc.constantFrom(...folders), { noNullPrototype: true })

const arrangementOf = (one: string, two: string): fc.Arbitrary<Arrangement> =>
  fc
    .tuple(
      fc.uniqueArray(fc.constantFrom('Un', 'UN', 'Cœur', 'Deux'), {
        minLength: 2,
        maxLength: 2,
        selector: (name) => name.toLowerCase(),
      }),
      places([one, two]),
      fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: mostPins }),
    )
    .map(([names, at, pins]) => ({
      folders: names.map((name, index) => ({ id: index === 0 ? one : two, name })),
      places: at,
      pins: pins.map((n) => `d${n}`),
    }))

const mine = arrangementOf('m1', 'm2')
const theirs = arrangementOf('t1', 't2')
const nameIn = ({ folders, places: at }: Arrangement, documentId: string): string =>
  folders.find(({ id }) => id === at[documentId])?.name ?? ''

test('of two arrangements every folder and every place is there, once, and what was said here stays', () => {
  fc.assert(
    fc.property(mine, theirs, (own, other) => {
      const both = joinArrangements(own, other, 'c')
      for (const { name } of [...own.folders, ...other.folders])
        assert.equal(both.folders.filter((folder) => sameName(folder.name, name)).length, 1)
      for (const id of new Set([...Object.keys(own.places), ...Object.keys(other.places)])) {
        const said = own.places[id] === undefined ? nameIn(other, id) : nameIn(own, id)
        assert.ok(sameName(nameIn(both, id), said), `${id} lies in ${said}`)
      }
      assert.deepEqual(both.pins.slice(0, own.pins.length), own.pins)
      assert.ok(both.pins.length <= mostPins && new Set(both.pins).size === both.pins.length)
      assert.equal(joinArrangements(both, other, 'c'), both)
    }),
  )
})

test('taken back, there is what was there before, whatever was put in the folders meanwhile', () => {
  fc.assert(
    fc.property(mine, theirs, fc.constantFrom('t1', 't2'), (own, other, folderId) => {
      const both = joinArrangements(own, other, 'c')
      const filed = both.folders.some(({ id }) => id === folderId)
        ? arranged(both, { what: 'move', documentId: 'own', folderId }, 'new')
        : both
      assert.deepEqual(partArrangements(filed, 'c'), { ...own, brought: [] })
      assert.equal(partArrangements(filed, 'another'), filed)
    }),
  )
})

test('what the holder changed since of what came stays theirs', () => {
  const nothing: Arrangement = { folders: [], places: {}, pins: [] }
  const own = { ...nothing, folders: [{ id: 'm', name: 'À moi' }] }
  const other = { ...nothing, folders: [{ id: 't', name: 'Venu' }], places: { twin: 't' }, pins: ['twin'] }
  const moved = arranged(joinArrangements(own, other, 'c'), { what: 'move', documentId: 'twin', folderId: 'm' }, 'new')
  assert.deepEqual(partArrangements(moved, 'c'), { ...own, places: { twin: 'm' }, brought: [] })
})

test('the home page of the space that stays keeps its shortcuts', () => {
  const stays: Arrangement = { folders: [], places: {}, pins: [], shortcuts: ['card'] }
  const goes: Arrangement = { folders: [], places: {}, pins: [], shortcuts: ['care'] }
  const joined = joinArrangements(stays, goes, 'c')
  assert.deepEqual(joined.shortcuts, ['card'])
  assert.deepEqual(partArrangements(joined, 'c').shortcuts, ['card'])
})
