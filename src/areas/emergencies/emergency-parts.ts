import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import type { Keys } from '../../keys/keys.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { EmergencyRules } from '../../reference/create-emergency-rules.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import type { Directory, Persons } from '../identity/index.ts'
import type { EmergencyKind } from './types.ts'

/** What the emergencies area is built from. */
export interface EmergencyParts {
  door: Door
  database: Database
  /** opens what an opening says of who opened: sealed with the space's key, so that it goes with it */
  keys: Pick<Keys, 'spaceKeys'>
  clock: Clock
  parameters: Parameters
  rules: EmergencyRules
  people: Pick<Persons, 'findSpaceOf'> & Pick<Directory, 'findParties'>
  /** writes down which of the staff comes, and refuses who may not */
  enter(visitor: Visitor, deed: string, subject?: Readonly<Record<string, string | boolean>>): Promise<string>
}

const hourMs = 3_600_000

/** An instant (ISO) some hours from another. */
export const hoursAfter = (at: string, hours: number): string => new Date(Date.parse(at) + hours * hourMs).toISOString()

/** How long an opening lasts, by the law in force on its day. */
export const hoursOf = (parameters: Parameters, kind: EmergencyKind, at: string): number =>
  parameters.parameterAt(kind === 'dispatch' ? 'dispatchHours' : 'emergencyHours', at)

/** Now, as an ISO instant. */
export const instantOf = ({ clock }: Pick<EmergencyParts, 'clock'>): string => clock.now().toISOString()
