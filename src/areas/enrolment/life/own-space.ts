import type { Visitor } from '../../../access/types.ts'
import { dayOf } from '../../../platform/calendar.ts'
import type { Clock } from '../../../platform/clock.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { Register } from '../register/register.ts'
import type { RegisterPerson } from '../register/types.ts'
import { findProof } from './proof-of.ts'
import { endOf, lifeAfter, type LifeEvent } from './rules.ts'
import type { LifeProof, Lives } from './types.ts'

/** Where a holder's space stands, for its holder. Days are YYYY-MM-DD by the civil clock. `frozen`: nothing can be done with it. */
export interface SpaceStanding {
  state: 'open' | 'suspended' | 'closed' | 'erasing' | 'frozen'
  closedOn?: string
  /** the day on which everything will be destroyed */
  erasedOn?: string
  /** suspended without an objection: the day on which it will be closed */
  closesOn?: string
}

/** When an archive would end and an erasure would be done, for who leaves today. Days are YYYY-MM-DD. */
export interface LeavingDays {
  archivedUntil: string
  erasedOn: string
  /** the day by which the law wants it done */
  erasedByLawOn: string
}

/**
 * What a holder does with their own space as a whole. Each step is one of `Lives`, in the holder's own name; Problem `absent`,
 * `enrolment-person-unknown` for a space that the register does not know.
 */
export interface OwnSpace {
  /** Nothing for a space that the register does not know: the door alone decides then. */
  standingOf(spaceId: string): Promise<SpaceStanding | undefined>
  /** What leaving today would mean. */
  leavingDays(): LeavingDays
  /** The proof of the leaving that stands now; nothing when the space is not left. */
  findProof(spaceId: string): Promise<LifeProof | undefined>
  closeOwn(holder: Visitor, spaceId: string): Promise<void>
  reopenOwn(holder: Visitor, spaceId: string): Promise<void>
  requestOwnErasure(holder: Visitor, spaceId: string): Promise<void>
  cancelOwnErasure(holder: Visitor, spaceId: string): Promise<void>
  /** Objects to the closing of a suspended space. */
  objectToClosing(holder: Visitor, spaceId: string): Promise<void>
}

/** What a holder's own steps are built from. */
export interface OwnSpaceParts {
  register: Pick<Register, 'findPersonBySpace' | 'listEvents'>
  lives: Pick<Lives, 'close' | 'reopen' | 'requestErasure' | 'cancelErasure' | 'object'>
  clock: Clock
  parameters: Parameters
}

const states: Readonly<Partial<Record<RegisterPerson['state'], SpaceStanding['state']>>> = {
  open: 'open',
  suspended: 'suspended',
  closed: 'closed',
  erasing: 'erasing',
  deceased: 'frozen',
}

const proofKinds: Readonly<Partial<Record<RegisterPerson['state'], LifeProof['kind']>>> = {
  closed: 'closure',
  erasing: 'erasure',
}

type Days = (instant: string) => string

const standingFrom = (person: RegisterPerson, day: Days): SpaceStanding | undefined => {
  const state = states[person.state]
  if (state === undefined) return undefined
  const { closedAt, dueAt, dueKind } = person
  return {
    state,
    ...(closedAt === null ? {} : { closedOn: day(closedAt) }),
    ...(dueAt !== null && dueKind === 'erase' ? { erasedOn: day(dueAt) } : {}),
    ...(dueAt !== null && dueKind === 'close' ? { closesOn: day(dueAt) } : {}),
  }
}

const somebodyOpen = {
  state: 'open',
  stateBefore: null,
  legacy: false,
  spaceId: null,
  activatedAt: null,
  windowEndsAt: null,
  closedAt: null,
  dueKind: null,
  dueAt: null,
} as const

const createLeavingDays =
  ({ clock, parameters }: OwnSpaceParts, day: Days): OwnSpace['leavingDays'] =>
  () => {
    const dayAfter = (event: LifeEvent): string => {
      const outcome = lifeAfter(event, somebodyOpen, { at: clock.now().toISOString(), parameters })
      const due = 'change' in outcome ? outcome.change.due : undefined
      if (!due) throw new Error(`${event} leads to no date`)
      return day(due.at)
    }
    const at = clock.now().toISOString()
    const months = parameters.parameterAt('erasureMonthsAtMost', at)
    return {
      archivedUntil: dayAfter('closed'),
      erasedOn: dayAfter('erasure-requested'),
      erasedByLawOn: day(endOf({ at, parameters }, { months })),
    }
  }

/** Builds a holder's own steps over the life of spaces. */
export const createOwnSpace = (parts: OwnSpaceParts): OwnSpace => {
  const { register, lives } = parts
  const day: Days = (instant) => dayOf(instant, parts.parameters.parameterAt('civilTimeZone', instant))
  const take =
    (step: keyof typeof lives) =>
    async (holder: Visitor, spaceId: string): Promise<void> => {
      // Trust: a step speaks for the space of who signed in, and for no other.
      const isOwn = holder.actor.kind === 'holder' && holder.actor.id === spaceId
      const person = isOwn ? await register.findPersonBySpace(spaceId) : undefined
      if (person === undefined) throw new Problem('absent', 'enrolment-person-unknown')
      await lives[step]({ personId: person.id, visitor: holder, channel: 'online' })
    }
  return {
    standingOf: async (spaceId) => {
      const person = await register.findPersonBySpace(spaceId)
      return person && standingFrom(person, day)
    },
    leavingDays: createLeavingDays(parts, day),
    findProof: async (spaceId) => {
      const person = await register.findPersonBySpace(spaceId)
      const wanted = person && proofKinds[person.state]
      if (person === undefined || wanted === undefined) return undefined
      const proof = await findProof(register, person.id)
      return proof?.kind === wanted ? proof : undefined
    },
    closeOwn: take('close'),
    reopenOwn: take('reopen'),
    requestOwnErasure: take('requestErasure'),
    cancelOwnErasure: take('cancelErasure'),
    objectToClosing: take('object'),
  }
}
