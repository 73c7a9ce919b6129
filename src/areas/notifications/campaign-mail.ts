/** What a mail of the campaign tells. Days are `YYYY-MM-DD`; `name` is whose space it is; `code` 12 characters, without hyphens. */
export type CampaignMail =
  | { kind: 'opening-notice'; name: string; opensOn: string }
  | { kind: 'child-notice'; name: string; opensOn: string }
  | { kind: 'new-code'; code: string; validUntil: string }
  | { kind: 'closed'; name: string; closedOn: string; keptUntil: string }
  | { kind: 'erased'; name: string; erasedOn: string }
  | { kind: 'suspended'; name: string; closesOn: string }
  | { kind: 'opening-failed'; name: string; opensOn: string }

/** The site's address and the phone number, as an installation sets them. */
export interface MailSite {
  publicUrl: string
  phone: string
}

/** A mail without any markup. */
export interface MailText {
  subject: string
  text: string
}

/** How one kind of mail is written: its subject, which names nobody, and its lines. */
export interface CampaignWriter<K extends CampaignMail['kind']> {
  subject: string
  lines(mail: Extract<CampaignMail, { kind: K }>, site: MailSite): string[]
}

/** Every kind of mail in one language. */
export type CampaignWriters = { readonly [K in CampaignMail['kind']]: CampaignWriter<K> }

/** A code as a person reads and types it: `XXXX-XXXX-XXXX`. */
export const groupCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-')
