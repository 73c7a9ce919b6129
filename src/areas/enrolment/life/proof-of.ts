import { Problem } from '../../../platform/problem.ts'
import type { Register } from '../register/register.ts'
import type { LifeChannel, LifeProof } from './types.ts'

const provable: Readonly<Record<string, LifeProof['kind']>> = {
  opposed: 'opposition',
  closed: 'closure',
  'erasure-requested': 'erasure',
}

const channels: readonly LifeChannel[] = ['online', 'phone', 'counter', 'post', 'campaign', 'clock']

/** The proof of a person's last decision that can be proved: its reference is the event's own id. Rules: ENR-7. */
export const proofOf = async (register: Pick<Register, 'listEvents'>, personId: string): Promise<LifeProof> => {
  const event = (await register.listEvents(personId)).findLast(({ kind }) => provable[kind] !== undefined)
  const kind = event && provable[event.kind]
  if (event === undefined || kind === undefined) throw new Problem('absent', 'proof-missing')
  const channel = channels.find((known) => known === event.channel) ?? 'online'
  return { reference: event.id, personId, kind, decidedAt: event.at, channel }
}
