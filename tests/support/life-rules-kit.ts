import { createParameters } from '../../src/reference/create-parameters.ts'
import { lifeAfter, type LifeEvent, type Standing } from '../../src/areas/enrolment/life/rules.ts'

const parameters = createParameters()

/** Somebody of whom nothing happened yet. */
export const nobody: Standing = {
  state: 'known',
  stateBefore: null,
  legacy: false,
  spaceId: null,
  activatedAt: null,
  windowEndsAt: null,
  closedAt: null,
  dueKind: null,
  dueAt: null,
}

/** A standing after an event: what the register would write. A space is founded where the step founds one. */
export const move = (person: Standing, event: LifeEvent, at: string): Standing => {
  const outcome = lifeAfter(event, person, { at, parameters })
  if ('reason' in outcome) return person
  const { due, ...change } = outcome.change
  const founded = event === 'opened' ? { spaceId: person.spaceId ?? 'space' } : {}
  // An opposition that stands destroys what waited, and with it the space.
  const destroyed = event === 'opposed' && change.state === 'opposed' ? { spaceId: null } : {}
  const dates = due === undefined ? {} : { dueKind: due?.kind ?? null, dueAt: due?.at ?? null }
  return { ...person, ...change, ...founded, ...destroyed, ...dates }
}

/** Everything that may happen to somebody. */
export const events: readonly LifeEvent[] = [
  'noticed',
  'opposed',
  'opposed-late',
  'reminded',
  'opened',
  'activated',
  'closed',
  'reopened',
  'suspended',
  'resumed',
  'objected',
  'erasure-requested',
  'erasure-cancelled',
  'erased',
  'died',
  'death-corrected',
]
