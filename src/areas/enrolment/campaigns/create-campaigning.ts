import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Mailer } from '../../../platform/mail/mail.ts'
import type { SmsSender } from '../../../platform/sms/sms.ts'
import type { LetterTexts } from '../../../reference/create-letter-texts.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { Credentials, IdentityParts } from '../../identity/index.ts'
import type { Codes } from '../codes/codes.ts'
import type { Register } from '../register/register.ts'
import { createCampaigns } from './campaigns.ts'
import { createDesk } from '../staff/desk.ts'
import { createCountCampaigns } from './figures/read-figures.ts'
import { createSendCode } from './messages/send-code.ts'
import { createSendRecovery } from './messages/send-recovery.ts'
import { createTell } from './messages/tell.ts'
import { campaignParameters } from './parameters.ts'
import { createTextVersions } from '../texts/text-versions.ts'
import type { TextVersions } from '../texts/types.ts'
import type { LetterFiles, NoticePress } from './ports.ts'
import type { Campaigns, EnrolmentMessages } from './types.ts'

/** By what enrolment reaches people: the press, the folder of letters, mails and short messages. */
export interface Outlets {
  press: NoticePress
  /** the words of the letters, as the press prints them */
  letterTexts: LetterTexts
  files: LetterFiles
  mailer: Mailer
  sms?: SmsSender
  publicUrl: string
}

/** Campaigns, the messages of enrolment, and the chore that keeps a campaign's figures counted. */
export interface Campaigning {
  campaigns: Campaigns
  messages: EnrolmentMessages
  /** the wordings of letters and messages, for whoever approves them */
  textVersions: TextVersions
  countCampaigns(): Promise<void>
}

/** The number to call, as letters and mails say it. */
export const enrolmentPhone: string = campaignParameters.phone

/** Builds campaigns and messages over the register and the outlets. */
export const createCampaigning = (parts: {
  database: Database
  clock: Clock
  parameters: Parameters
  register: Register
  codes: Codes
  persons: Pick<IdentityParts, 'findContact'>
  recoveries: Pick<Credentials, 'askRecovery' | 'recoveryOf'>
  outlets: Outlets
}): Campaigning => {
  const { outlets, ...shared } = parts
  const { press, files, letterTexts, ...reach } = outlets
  const texts = createTextVersions(letterTexts, { site: reach.publicUrl, phone: campaignParameters.phone })
  const campaignParts = { ...shared, press, texts, files, desk: createDesk(shared) }
  const messageParts = { ...shared, ...reach, texts, phone: campaignParameters.phone }
  return {
    textVersions: texts,
    campaigns: createCampaigns(campaignParts),
    messages: {
      tell: createTell(messageParts),
      sendCode: createSendCode(messageParts),
      sendRecovery: createSendRecovery(messageParts),
    },
    countCampaigns: createCountCampaigns(campaignParts),
  }
}
