import type { Visitor } from '../../../access/types.ts'
import type { Attempts } from '../../../platform/attempts.ts'
import { dayOf } from '../../../platform/calendar.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Connection, Database } from '../../../platform/database/database.ts'
import type { Outbox } from '../../../platform/outbox.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { Credentials } from '../../identity/index.ts'
import type { Approvals } from '../approvals/types.ts'
import type { Desk } from '../staff/desk.ts'
import type { NoticePress } from '../campaigns/ports.ts'
import type { Codes } from '../codes/codes.ts'
import type { Lives } from '../life/types.ts'
import type { Register } from '../register/register.ts'
import type { TextVersions, TextView } from '../texts/types.ts'
import type { RegisterPerson } from '../register/types.ts'

/** What the desk and the counter are built from. */
export interface DeskParts {
  database: Database
  clock: Clock
  attempts: Attempts
  register: Register
  lives: Lives
  codes: Codes
  credentials: Pick<
    Credentials,
    'sendOneTimeCode' | 'takeOneTimeCode' | 'askRecovery' | 'recoveryOf' | 'endRecovery' | 'dropMeans'
  >
  press: Pick<NoticePress, 'print'>
  outbox: Pick<Outbox, 'count'>
  /** writes down who comes, and refuses who may not */
  desk: Desk
  approvals: Pick<Approvals, 'ask' | 'listAsked' | 'count' | 'find'>
  parameters: Parameters
  texts: TextVersions
  /** the wording that an approval is about; nothing when its words have changed since */
  findAskedText(subjectId: string): Promise<TextView | undefined>
  /** a sealed nobody, opened where there is nobody to open */
  decoy(): Promise<Pick<RegisterPerson, 'id' | 'sealed'>>
  /** whether short messages can be sent */
  canSms: boolean
  /** the time zone of the civil clock on an instant */
  zone(at: string): string
  /** asks the worker, in the caller's transaction, for a fresh code to the contact that the insurer knows */
  queueCode(connection: Connection, personId: string, origin: string): Promise<void>
}

/** Now, as an ISO instant. */
export const instantOf = ({ clock }: Pick<DeskParts, 'clock'>): string => clock.now().toISOString()

/** The civil day of now (YYYY-MM-DD). */
export const todayOf = (parts: Pick<DeskParts, 'clock' | 'zone'>): string => {
  const now = instantOf(parts)
  return dayOf(now, parts.zone(now))
}

/** An instant some minutes from another. */
export const minutesAfter = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString()

/** An instant some days before another. */
export const daysBefore = (at: string, days: number): string => minutesAfter(at, -days * 24 * 60)

/** Whether one of a visitor's roles is the operator's. */
export const isOperator = ({ actor }: Visitor): boolean => actor.kind === 'staff' && actor.roles.includes('operator')
