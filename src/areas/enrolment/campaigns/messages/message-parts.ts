import type { Mailer } from '../../../../platform/mail/mail.ts'
import type { SmsSender } from '../../../../platform/sms/sms.ts'
import type { Credentials, IdentityParts } from '../../../identity/index.ts'
import type { CampaignParts } from '../campaign-parts.ts'

/** What messages of enrolment are built from. */
export interface MessageParts extends Pick<
  CampaignParts,
  'database' | 'clock' | 'parameters' | 'register' | 'codes' | 'texts'
> {
  /** the contact that a holder confirmed */
  persons: Pick<IdentityParts, 'findContact'>
  recoveries: Pick<Credentials, 'askRecovery' | 'recoveryOf'>
  mailer: Mailer
  sms?: SmsSender
  publicUrl: string
  phone: string
}
