import type { LifeAct } from '../../../access/life-act.ts'
import type { LivingState } from '../../../access/standing-life.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { requireRegistered } from '../register/require-registered.ts'
import type { RegisterPerson, RegisterState } from '../register/types.ts'
import { clockVisitor } from './clock-visitor.ts'
import { queueRemains } from './erase-remains.ts'
import type { LifeEvent } from './rules.ts'
import { prepareStep, recordStep, takeOnSpace, takeWithoutSpace, type LifeParts, type Taking } from './take-step.ts'
import type { LifeStep } from './types.ts'
import { doerOf } from './doer-of.ts'

/** What a step does to a space that is there: the act, and the state it leads to when that changes. */
interface OnSpace {
  act: LifeAct
  to?: LivingState
}

const onSpace: Readonly<Partial<Record<LifeEvent, OnSpace>>> = {
  closed: { act: 'close-space', to: 'closed' },
  reopened: { act: 'reopen-space', to: 'open' },
  suspended: { act: 'suspend-space', to: 'suspended' },
  resumed: { act: 'resume-space', to: 'open' },
  'erasure-requested': { act: 'request-erasure', to: 'closed' },
  'opposed-late': { act: 'request-erasure', to: 'closed' },
  'erasure-cancelled': { act: 'cancel-erasure' },
  'death-corrected': { act: 'unfreeze-space', to: 'open' },
}

/** A space that was frozen goes back to where it was: waiting, suspended, closed or open. */
const stateOfAccess = (state: RegisterState): LivingState => {
  if (state === 'known' || state === 'noticed' || state === 'legacy-opposed') return 'waiting'
  if (state === 'suspended') return 'suspended'
  return state === 'closed' || state === 'erasing' ? 'closed' : 'open'
}

/** What waits to lead back in would wait the suspension out, and open at once when it ends (decision 0015). */
const endRecovery = async (
  { credentials }: LifeParts,
  connection: Connection,
  { spaceId, step }: { spaceId: string; step: LifeStep },
): Promise<void> => {
  const { visitor, channel } = step
  await credentials.endRecovery(connection, spaceId, { by: doerOf(visitor), channel })
}

/** What undoes a step: where it leads is the outcome's to say. */
const goesBack: ReadonlySet<LifeEvent> = new Set(['death-corrected', 'erasure-cancelled'])

const takeLiving = async (parts: LifeParts, taking: Taking): Promise<void> => {
  const { spaceId } = taking.person
  const there = onSpace[taking.event]
  if (spaceId === null || there === undefined) return takeWithoutSpace(parts, taking)
  const to = goesBack.has(taking.event) ? stateOfAccess(taking.change.state) : there.to
  await takeOnSpace(parts, { ...taking, spaceId, act: there.act }, async (opened) => {
    if (taking.event === 'suspended')
      await opened.alongside((connection) => endRecovery(parts, connection, { spaceId, step: taking.step }))
    if (to !== undefined && opened.standing.state !== to) await opened.changeState(to)
  })
}

/** A step that leaves the space's content as it is: closing, reopening, suspending, asking for erasure and their undoing. */
export const createLivingStep =
  (parts: LifeParts, event: LifeEvent) =>
  async (step: LifeStep): Promise<RegisterPerson> => {
    await takeLiving(parts, await prepareStep(parts, event, step))
    return requireRegistered(parts.register, step.personId)
  }

/** Destroys what a person's space holds and who it was for; its objects go after the commit. */
const destroy = async (parts: LifeParts, taking: Taking, act: 'erase-space' | 'oppose-space'): Promise<void> => {
  const { spaceId } = taking.person
  if (spaceId === null) return takeWithoutSpace(parts, taking)
  const change = { ...taking.change, spaceId: null }
  const objects = await takeOnSpace(parts, { ...taking, change, spaceId, act }, async (opened) => {
    await opened.alongside(async (connection) => {
      await parts.credentials.forgetMeans(connection, spaceId)
      await parts.persons.forgetPerson(connection, spaceId)
      await queueRemains(parts, connection, taking.person.id)
    })
    return opened.erase()
  })
  await parts.door.remove(objects)
}

/**
 * Refuses the opening. A first opposition of somebody with an older record keeps what waits: the older record goes on during the
 * transition. Law: L.1111-14.
 */
export const createOpposeOpening =
  (parts: LifeParts) =>
  async (step: LifeStep): Promise<RegisterPerson> => {
    const taking = await prepareStep(parts, 'opposed', step)
    if (taking.change.state === 'opposed') await destroy(parts, taking, 'oppose-space')
    else await takeWithoutSpace(parts, taking)
    return requireRegistered(parts.register, step.personId)
  }

/** Erases at its date. Law: R.1111-36. */
export const createEraseSpace =
  (parts: LifeParts) =>
  async (step: LifeStep): Promise<void> =>
    destroy(parts, await prepareStep(parts, 'erased', step), 'erase-space')

/**
 * The insurer said that somebody died: the same step as the console's, however often it is asked for. Nothing for who stands as
 * dead already, or was made one with somebody else, or of whom a later line says that they live.
 */
export const createFollowDeath =
  (parts: LifeParts) =>
  async (personId: string): Promise<void> => {
    const { diedOn, state, version } = await requireRegistered(parts.register, personId)
    if (diedOn === null || state === 'deceased' || state === 'merged') return
    await createRecordDeath(parts)({ personId, visitor: clockVisitor, channel: 'import', version })
  }

/** Freezes the space of somebody who died, whatever state it was in; their means of sign-in end with them. Rules: ENR-38, U-8. */
export const createRecordDeath =
  (parts: LifeParts) =>
  async (step: LifeStep): Promise<RegisterPerson> => {
    const taking = await prepareStep(parts, 'died', step)
    const { spaceId, state } = taking.person
    const closedAlready = state === 'closed' || state === 'erasing'
    if (spaceId === null) await takeWithoutSpace(parts, taking)
    else if (closedAlready)
      await parts.database.transaction(async (connection) => {
        await recordStep(parts, connection, taking)
        await parts.credentials.forgetMeans(connection, spaceId)
      })
    else
      await takeOnSpace(parts, { ...taking, spaceId, act: 'freeze-space' }, async (opened) => {
        await opened.changeState('closed')
        await opened.alongside((connection) => parts.credentials.forgetMeans(connection, spaceId))
      })
    return requireRegistered(parts.register, step.personId)
  }
