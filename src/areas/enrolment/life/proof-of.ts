import { Problem } from '../../../platform/problem.ts'
import type { Register } from '../register/register.ts'
import type { LifeChannel, LifeProof } from './types.ts'

const provable: Readonly<Record<string, LifeProof['kind']>> = {
  opposed: 'opposition',
  closed: 'closure',
  'erasure-requested': 'erasure',
}

/** What takes back an earlier decision: its proof would prove what no longer holds. */
const undone: Readonly<Record<string, readonly LifeProof['kind'][]>> = {
  reopened: ['closure', 'erasure'],
  'erasure-cancelled': ['erasure'],
}

type Events = Awaited<ReturnType<Register['listEvents']>>

const lastStanding = (events: Events): Events[number] | undefined => {
  const standing: Events = []
  for (const event of events) {
    const taken = undone[event.kind] ?? []
    const kept = standing.filter(({ kind }) => !taken.some((proof) => proof === provable[kind]))
    standing.splice(0, Infinity, ...kept, ...(provable[event.kind] === undefined ? [] : [event]))
  }
  return standing.at(-1)
}

const channels: readonly LifeChannel[] = ['online', 'phone', 'counter', 'post', 'campaign', 'clock']

/** The proof of a person's last decision that can be proved and was not taken back: its reference is the event's own id. Rules: ENR-7. */
export const proofOf = async (register: Pick<Register, 'listEvents'>, personId: string): Promise<LifeProof> => {
  const event = lastStanding(await register.listEvents(personId))
  const kind = event && provable[event.kind]
  if (event === undefined || kind === undefined) throw new Problem('absent', 'proof-missing')
  const channel = channels.find((known) => known === event.channel) ?? 'online'
  return { reference: event.id, personId, kind, decidedAt: event.at, channel }
}
