import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '../../../platform/problem.ts'
import { joined, seenBy, talkedAbout, wished, type Wishes } from './rules.ts'

const nothing: Wishes = { wishes: {}, talked: [] }
const offered = ['laboratory', 'genetics', 'imaging']
const [early, late] = ['2026-11-01T10:00:00Z', '2026-11-02T10:00:00Z']

test('a kind that stays chosen waits since the first day, a new one from now on, none leaves nothing', () => {
  const first = wished(nothing, 'me', { kinds: ['genetics'], offered, at: early })
  const both = wished(seenBy(first, 'me', 'd1'), 'me', { kinds: ['genetics', 'imaging'], offered, at: late })
  assert.deepEqual(both.wishes['me'], { kinds: { genetics: early, imaging: late }, seen: ['d1'] })
  assert.deepEqual(wished(both, 'me', { kinds: [], offered, at: late }), nothing)
  const again = wished(nothing, 'me', { kinds: ['genetics'], offered, at: late })
  assert.deepEqual(again.wishes['me']?.kinds, { genetics: late }, 'given up once, it begins anew')
})

test('what is not offered is told, and changes nothing', () => {
  assert.throws(
    () => wished(nothing, 'me', { kinds: ['horoscope'], offered, at: early }),
    (error) => error instanceof Problem && error.reason === 'talk-first-kind-unknown',
  )
})

test('each for themselves: what one person wishes and sees changes nothing for another', () => {
  const aPerson = fc.constantFrom('me', 'mother', 'father')
  const aChange = fc.oneof(
    fc.record({ by: aPerson, kinds: fc.subarray(offered) }),
    fc.record({ by: aPerson, saw: fc.constantFrom('d1', 'd2') }),
  )
  fc.assert(
    fc.property(fc.array(aChange, { maxLength: 20 }), (changes) => {
      const make = (from: readonly (typeof changes)[number][]) =>
        from.reduce(
          (now, change) =>
            'kinds' in change
              ? wished(now, change.by, { kinds: change.kinds, offered, at: early })
              : seenBy(now, change.by, change.saw),
          nothing,
        )
      const alone = make(changes.filter(({ by }) => by === 'mother'))
      assert.deepEqual(make(changes).wishes['mother'], alone.wishes['mother'])
    }),
  )
})

test('what was talked about is kept once, and not at all where nobody wishes anything', () => {
  assert.equal(talkedAbout(nothing, 'd1'), nothing)
  const mine = wished(nothing, 'me', { kinds: ['imaging'], offered, at: early })
  assert.deepEqual(talkedAbout(talkedAbout(mine, 'd1'), 'd1').talked, ['d1'])
})

test('two spaces of one person: what waited in either goes on waiting, under the id that stays', () => {
  const old = seenBy(wished(nothing, 'old', { kinds: ['imaging', 'genetics'], offered, at: early }), 'old', 'd1')
  const kept = wished(nothing, 'new', { kinds: ['imaging'], offered, at: late })
  assert.deepEqual(joined(kept, { ...old, talked: ['d2'] }, { from: 'old', to: 'new' }), {
    wishes: { new: { kinds: { imaging: early, genetics: early }, seen: ['d1'] } },
    talked: ['d2'],
  })
})
