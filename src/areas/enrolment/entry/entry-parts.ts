import type { Attempts } from '../../../platform/attempts.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Credentials } from '../../identity/index.ts'
import type { Codes } from '../codes/codes.ts'
import type { LifeProof, Lives } from '../life/types.ts'
import type { Register } from '../register/register.ts'
import type { RegisterPerson } from '../register/types.ts'
import type { Passes } from './passes.ts'

/** What the way to the opening is built from. */
export interface EntryParts {
  database: Database
  clock: Clock
  attempts: Attempts
  register: Register
  codes: Codes
  lives: Lives
  passes: Passes
  credentials: Pick<
    Credentials,
    | 'sendContactCode'
    | 'confirmContact'
    | 'keepContact'
    | 'termsAt'
    | 'acceptTerms'
    | 'meansOf'
    | 'meansEpochOf'
    | 'recoveryOf'
    | 'draftPasskey'
    | 'readDraftedPasskey'
    | 'draftTotp'
    | 'draftedStep'
    | 'draftPassword'
    | 'beginRecovery'
  >
  /** a sealed nobody of the register, opened where there is no person to open, so that both take the same steps */
  decoy(): Promise<Pick<RegisterPerson, 'id' | 'sealed'>>
  /** the time zone of the civil clock on an instant */
  zone(at: string): string
  /** today's day (YYYY-MM-DD) by the civil clock */
  today(): string
  /** from which age, in years, a minor comes into their own open space; the age of majority: never */
  minorEntryYears(): number
  /** asks the worker for a fresh code: by mail or short message where the insurer knows one, else by letter */
  queueCode(personId: string, origin: string): Promise<void>
  /** asks the worker for a letter that leads back into a space */
  queueRecovery(personId: string): Promise<void>
  /** the proof of the last decision of a person */
  proofOf(personId: string): Promise<LifeProof>
}
