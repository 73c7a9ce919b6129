import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createPlaces } from './places.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Enters for each in order, and writes down who was let in or sent away, when. */
const enterAll = (places: ReturnType<typeof createPlaces>, whos: readonly string[]): string[] => {
  const told: string[] = []
  for (const [at, who] of whos.entries()) {
    void places.enter(who).then((isIn) => told.push(`${who}${at} ${isIn ? 'in' : 'away'}`))
  }
  return told
}

test('one person never has every place; whoever comes next goes in at once', async () => {
  const places = createPlaces(2, 8)
  const told = enterAll(places, ['a', 'a', 'a', 'b'])
  await settled()
  assert.deepEqual(told, ['a0 in', 'b3 in'])
  places.leave('b')
  await settled()
  assert.deepEqual(told, ['a0 in', 'b3 in'])
  places.leave('a')
  await settled()
  assert.deepEqual(told, ['a0 in', 'b3 in', 'a1 in'])
})

test('where there is one place, it goes round', async () => {
  const places = createPlaces(1, 8)
  const told = enterAll(places, ['a', 'b'])
  places.leave('a')
  await settled()
  assert.deepEqual(told, ['a0 in', 'b1 in'])
})

test('a line that one person filled gives way to others, its last first; an even one does not', async () => {
  const places = createPlaces(2, 3)
  const told = enterAll(places, ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'd', 'a'])
  await settled()
  // Inside: a0 and b4. Waiting: a1 a2 a3, then b5, c6 and d7 in the place of an a while one of them waits twice.
  assert.deepEqual(told.toSorted(), ['a0 in', 'a2 away', 'a3 away', 'a8 away', 'b4 in', 'd7 away'])
})

test('sent away, nobody is let in any more by a place that is given back', async () => {
  const places = createPlaces(1, 4)
  const told = enterAll(places, ['a', 'b'])
  places.sendAway()
  places.leave('a')
  await settled()
  assert.deepEqual(told.toSorted(), ['a0 in', 'b1 away'])
})

test('never more inside than there are places, and everybody is answered in the end', async () => {
  const whos = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(
      whos,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 5 }),
      async (all, atOnce, waiting) => {
        const places = createPlaces(atOnce, waiting)
        let [inside, most, answered] = [0, 0, 0]
        const visits = all.map(async (who) => {
          const isIn = await places.enter(who)
          answered += 1
          if (!isIn) return
          inside += 1
          most = Math.max(most, inside)
          await settled()
          inside -= 1
          places.leave(who)
        })
        await Promise.all(visits)
        assert.equal(answered, all.length)
        assert.ok(most <= atOnce)
      },
    ),
    { numRuns: 60 },
  )
})
