import type { Visitor } from '../../access/types.ts'
import { operatingAccount } from '../../platform/operating-account.ts'
import { Problem } from '../../platform/problem.ts'
import { loadCast } from '../../reference/load-cast.ts'
import type { Carnet } from '../../startup.ts'
import { requireDemonstration } from './require-demonstration.ts'

const origin = { channel: 'cli' } as const

const castClerk = (name: string): Visitor => {
  const { staff } = loadCast()
  const one = staff.find((each) => each.name === name)
  if (one === undefined) {
    const names = staff.map((each) => each.name).join(', ')
    throw new Problem('incorrect', 'staff-name-unknown', { details: { field: '--as', names } })
  }
  const actor = { kind: 'staff', id: one.name, name: `${one.given} ${one.family}`, roles: one.roles } as const
  return { actor, authLevel: 'substantial', origin }
}

/**
 * Who works at the command line. Trust: whoever may run it has the machine; the system account is what is recorded. Two persons are
 * two accounts; that one human has only one of them is for the operator to see to (docs/operating/campaigns.md). `--as` plays one
 * of the cast and is refused in production.
 */
export const campaignClerk = ({ settings }: Pick<Carnet, 'settings'>, { as }: { as?: string }): Visitor => {
  if (as !== undefined) {
    requireDemonstration(settings)
    return castClerk(as)
  }
  const account = operatingAccount()
  const actor = {
    kind: 'staff',
    id: `account:${account}`,
    name: account,
    roles: ['operator', 'reviewer'],
  } as const
  return { actor, authLevel: 'high', origin }
}
