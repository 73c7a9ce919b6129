import fc from 'fast-check'
import { memberFacility, naiveActors } from './naive-space.ts'

/** The orders of a list. */
export const sorts = ['-created', 'created', '-date', 'date'] as const
const parties = ['doctor', 'care', 'solo', memberFacility, 'stranger']
const instants = ['2026-10-01T08:00:00Z', '2026-10-01T10:00:00+02:00', '2026-10-02T00:00:00Z', '2026-10-03T12:30:00.5Z']

const anActor = fc.constantFrom(...naiveActors)
const aPlace = fc.nat({ max: 20 })
const anInstant = fc.constantFrom(...instants)

/** A deposit of one of several authors. */
export const aDeposit = fc.record({
  kind: fc.constant('deposit' as const),
  openType: fc.boolean(),
  hidden: fc.boolean(),
  withheld: fc.boolean(),
  authors: fc.subarray(['solo', 'care', memberFacility], { maxLength: 2 }),
  createdAt: anInstant,
  datedAt: anInstant,
})
const anArrangement = fc.record({
  kind: fc.constantFrom('hide' as const, 'show' as const, 'withdraw' as const, 'read' as const, 'dispute' as const),
  actor: anActor,
  at: aPlace,
})
const aBlock = fc.record({
  kind: fc.constantFrom('block' as const, 'unblock' as const),
  actor: anActor,
  party: fc.constantFrom(...parties),
})
const aPause = fc.record({ kind: fc.constantFrom('pause' as const, 'unpause' as const), by: anActor })
const aList = fc.record({
  kind: fc.constant('list' as const),
  actor: anActor,
  count: fc.integer({ min: 1, max: 5 }),
  sort: fc.constantFrom(...sorts),
})
/** What several actors do in a space, one after the other. */
export const aStory = fc.array(fc.oneof(aDeposit, aDeposit, anArrangement, anArrangement, aBlock, aPause, aList), {
  minLength: 20,
  maxLength: 40,
})

/** One of these. */
export type Step = typeof aStory extends fc.Arbitrary<(infer One)[]> ? One : never
