import { Problem } from '../../../platform/problem.ts'
import type { ProofWords } from '../campaigns/ports.ts'
import type { Register } from '../register/register.ts'
import type { LifeProof } from './types.ts'

type Event = Awaited<ReturnType<Register['listEvents']>>[number]

const provable: Readonly<Record<string, LifeProof['kind']>> = {
  opposed: 'opposition',
  'opposed-late': 'opposition',
  closed: 'closure',
  'erasure-requested': 'erasure',
}

/** What takes back an earlier decision: its proof would prove what no longer holds. */
const undone: Readonly<Record<string, readonly string[]>> = {
  opened: ['opposed', 'opposed-late', 'closed', 'erasure-requested'],
  reopened: ['opposed', 'opposed-late', 'closed', 'erasure-requested'],
  'erasure-cancelled': ['opposed-late', 'erasure-requested'],
}

const takesBack = (later: Pick<Event, 'kind'>, { kind }: Pick<Event, 'kind'>): boolean =>
  undone[later.kind]?.includes(kind) ?? false

/** By which ways somebody decides. What time or the staff's own decision did is nobody's wish, and nothing to be proved as one. */
const channels: readonly LifeProof['channel'][] = ['online', 'phone', 'counter', 'post']

const proofFrom = (personId: string, { id, at, kind: happened, channel: way, detail }: Event): LifeProof[] => {
  const kind = provable[happened]
  const channel = channels.find((known) => known === way)
  if (kind === undefined || channel === undefined) return []
  const { opensAt, mandate, receivedOn } = detail
  return [
    {
      reference: id,
      personId,
      kind,
      decidedAt: at,
      channel,
      ...(typeof opensAt === 'string' ? { opensAt } : {}),
      ...(typeof mandate === 'string' ? { mandate } : {}),
      ...(typeof receivedOn === 'string' ? { receivedOn } : {}),
      ...(happened === 'opposed-late' ? { late: true } : {}),
    },
  ]
}

/** The decisions among a person's events that can be proved and were not taken back, oldest first: pure. Rules: ENR-7. */
export const proofsIn = (personId: string, events: readonly Event[]): LifeProof[] =>
  events
    .filter((event, index) => !events.slice(index + 1).some((later) => takesBack(later, event)))
    .flatMap((event) => proofFrom(personId, event))

/** When a person's decision was taken back by a later event, ISO; nothing when it stands, or was none: pure. */
export const takenBackAt = (events: readonly Event[], eventId: string): string | undefined => {
  const index = events.findIndex(({ id }) => id === eventId)
  const event = events[index]
  return event && events.slice(index + 1).find((later) => takesBack(later, event))?.at
}

/** The proof of a person's last decision, or of the last one that is `wanted`; nothing when there is none, or it was taken back. */
export const findProof = async (
  register: Pick<Register, 'listEvents'>,
  personId: string,
  wanted: (proof: LifeProof) => boolean = () => true,
): Promise<LifeProof | undefined> => proofsIn(personId, await register.listEvents(personId)).findLast(wanted)

/** The same; Problem `absent`, `proof-missing` where there is none. */
export const proofOf = async (...asked: Parameters<typeof findProof>): Promise<LifeProof> => {
  const proof = await findProof(...asked)
  if (proof === undefined) throw new Problem('absent', 'proof-missing')
  return proof
}

/** What the letter of a proof says. `dayOf` gives the civil day (YYYY-MM-DD) of an instant. */
export const proofNotice = (
  { kind, opensAt, decidedAt, channel, reference, receivedOn, late }: LifeProof,
  dayOf: (instant: string) => string,
): ProofWords => {
  const received = receivedOn === undefined ? {} : { receivedOn }
  // Right: a refusal counts from the day its letter came. One that was read late says when it was noted, beside that day.
  const isDatedByLetter = kind === 'opposition' && late !== true
  const decidedOn = (isDatedByLetter ? receivedOn : undefined) ?? dayOf(decidedAt)
  const decided = { decidedOn, channel, reference, ...received }
  if (late === true) return { ...decided, kind: 'proof-late' }
  if (opensAt !== undefined) return { ...decided, kind: 'proof-transition', opensOn: dayOf(opensAt) }
  return { ...decided, kind: `proof-${kind}` }
}
