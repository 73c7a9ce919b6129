import fc from 'fast-check'
import { yearActors } from './naive-year.ts'

const anActor = fc.constantFrom(...yearActors)
const aParty = fc.constantFrom('doctor', 'care', 'petit', 'clinic')
const aPlace = fc.nat({ max: 20 })
const aKind = fc.constantFrom('break-glass' as const, 'dispatch' as const)

const aDeposit = fc.record({
  step: fc.constant('deposit' as const),
  typeCode: fc.constantFrom('open-type', 'other-type', 'closed-type'),
  hidden: fc.boolean(),
  authors: fc.subarray(['petit', 'clinic'], { maxLength: 1 }),
})
const aPermission = fc.record({
  step: fc.constant('permit' as const),
  actor: fc.constantFrom('holder' as const, 'holder' as const, 'holder' as const, 'doctor' as const),
  party: aParty,
  scope: fc.constantFrom('everything' as const, 'types' as const, 'document' as const),
  duration: fc.constantFrom('hour' as const, 'two-days' as const, 'until-stopped' as const),
  at: aPlace,
})
const aConsent = fc.record({
  step: fc.constant('consent' as const),
  actor: fc.constantFrom('care' as const, 'petit' as const, 'member' as const),
  purpose: fc.constantFrom('care-team' as const, 'once' as const),
})
const aStep = fc.oneof(
  { weight: 3, arbitrary: aDeposit },
  { weight: 3, arbitrary: aPermission },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('end' as const), at: aPlace }) },
  { weight: 2, arbitrary: aConsent },
  {
    weight: 2,
    arbitrary: fc.record({ step: fc.constant('administrator' as const), party: aParty, named: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ step: fc.constant('block' as const), party: aParty, blocked: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ step: fc.constant('emergency' as const), actor: anActor, kind: aKind }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('close' as const), actor: anActor }) },
  {
    weight: 2,
    arbitrary: fc.record({
      step: fc.constant('rule' as const),
      rule: fc.record({ breakGlass: fc.boolean(), dispatch: fc.boolean(), hidden: fc.boolean() }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ step: fc.constant('wait' as const), hours: fc.constantFrom(1, 3, 30, 800, 9_000) }),
  },
)
/** A story of a year: what happens, one after the other. */
export const aStory = fc.array(aStep, { minLength: 15, maxLength: 30 })

/** One thing that happens. */
export type Step = typeof aStep extends fc.Arbitrary<infer One> ? One : never
/** One thing of a kind. */
export type StepOf<Name extends Step['step']> = Extract<Step, { step: Name }>
