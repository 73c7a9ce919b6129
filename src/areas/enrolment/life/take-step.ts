import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { LifeAct } from '../../../access/life-act.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Connection, Database } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/outbox.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { Keys } from '../../../keys/keys.ts'
import type { Credentials, Persons } from '../../identity/index.ts'
import type { Register } from '../register/register.ts'
import { queueFollowing } from '../register/representatives/queue-following.ts'
import { requireRegistered } from '../register/require-registered.ts'
import type { RegisterPerson } from '../register/types.ts'
import { lifeAfter, type LifeEvent, type Outcome } from './rules.ts'
import type { LifeStep } from './types.ts'
import { doerOf } from './doer-of.ts'

/** What the steps of a life are built from. */
export interface LifeParts {
  database: Database
  door: Door
  keys: Keys
  clock: Clock
  parameters: Parameters
  register: Register
  persons: Pick<Persons, 'storePerson' | 'forgetPerson' | 'leadToSpace' | 'updateContact'>
  credentials: Pick<Credentials, 'forgetMeans' | 'endRecovery'>
}

/** A step about to be taken: what happens, to whom as they stand, and where it leads. */
export interface Taking {
  event: LifeEvent
  step: LifeStep
  person: RegisterPerson
  change: Extract<Outcome, { change: unknown }>['change']
}

const wrongMoment = (): Problem => new Problem('conflict', 'enrolment-wrong-moment')

/** Looks where a step leads before anything is touched; Problem `conflict`, `enrolment-wrong-moment`. */
export const prepareStep = async (parts: LifeParts, event: LifeEvent, step: LifeStep): Promise<Taking> => {
  const person = await requireRegistered(parts.register, step.personId)
  // What was due is not due any more when a refusal, an objection or a return came between.
  if (step.version !== undefined && step.version !== person.version) throw wrongMoment()
  const at = parts.clock.now().toISOString()
  const { parameters } = parts
  const letter = step.under !== undefined && 'receivedOn' in step.under ? { receivedOn: step.under.receivedOn } : {}
  const outcome = lifeAfter(event, person, { at, parameters, ...letter })
  if ('reason' in outcome) throw new Problem('conflict', outcome.reason)
  return { event, step, person, change: outcome.change }
}

/** What a proof says of a refusal that only begins a transition (rules ENR-6): when the space opens all the same. */
const transitionOf = ({ event, change }: Taking): { opensAt?: string } =>
  event === 'opposed' && change.state === 'legacy-opposed' && change.windowEndsAt
    ? { opensAt: change.windowEndsAt }
    : {}

/**
 * Writes the register's half of a step, with its event and the mail that tells it. Whoever took the same step meanwhile has
 * changed the version: then nothing is written, and the whole transaction is given up.
 */
export const recordStep = async (parts: LifeParts, connection: Connection, taking: Taking): Promise<void> => {
  const { event, step, person, change } = taking
  const { visitor, channel, under = {} } = step
  const by = doerOf(visitor)
  const [written] = await Promise.all([
    parts.register.transition(connection, person.id, {
      expectState: person.state,
      expectVersion: person.version,
      change: {
        ...change,
        event: { kind: event, channel, by, detail: { from: person.state, ...transitionOf(taking), ...under } },
      },
    }),
    enqueue(connection, {
      spaceId: person.id,
      id: timeOrderedId(parts.clock.now().getTime()),
      kind: 'enrolment-mail',
      payload: { event, personId: person.id, state: change.state, channel },
    }),
  ])
  if (!written) throw wrongMoment()
  const opensOrShuts = (person.state === 'open') !== ((change.state ?? person.state) === 'open')
  // Who enters no space of their own any more represents nobody in another, and the other way round (rules ENR-23).
  if (opensOrShuts && person.activatedAt !== null) await queueFollowing(connection, parts.clock.now(), person.id)
  await step.beside?.(connection, person)
}

/**
 * Trust: a holder steps in their own name only. Before they had a space they came under their id in the register; whoever comes
 * under another id is left as they are, for the door to refuse.
 */
export const visitorOn = ({ step, person }: Taking, spaceId: string): Visitor => {
  const { actor } = step.visitor
  return actor.kind === 'holder' && actor.id === person.id
    ? { ...step.visitor, actor: { ...actor, id: spaceId } }
    : step.visitor
}

/** Where no door is passed: Problem `refused`, `not-open-to-you` for a holder who is not the person of the step. */
export const requireOwnName = ({ step, person }: Taking): void => {
  const { actor } = step.visitor
  const isOther = actor.kind === 'holder' && actor.id !== person.id && actor.id !== person.spaceId
  if (isOther) throw new Problem('refused', 'not-open-to-you')
}

/** Takes a step that the register alone knows of: for somebody who has no space, or that leaves the space as it is. */
export const takeWithoutSpace = async (parts: LifeParts, taking: Taking): Promise<void> => {
  requireOwnName(taking)
  await parts.database.transaction((connection) => recordStep(parts, connection, taking))
}

/** Takes a step on a space, through the door: its entry, what `change` does to the space, and the register's half. */
export const takeOnSpace = async <T>(
  parts: LifeParts,
  taking: Taking & { spaceId: string; act: LifeAct },
  change: (opened: Opened) => Promise<T>,
): Promise<T> => {
  const { spaceId, act } = taking
  const visit = { ...visitorOn(taking, spaceId), space: { spaceId }, act }
  const visited = parts.door.open(visit, async (opened) => {
    await opened.alongside((connection) => recordStep(parts, connection, taking))
    return change(opened)
  })
  const { value } = await visited.catch((error: unknown) => {
    // The door saw the space after somebody else's step, the register was read before it: the same to whoever asks.
    throw error instanceof Problem && error.reason === 'wrong-moment' ? wrongMoment() : error
  })
  return value
}
