import type { Language } from '../../reference/language.ts'
import type { CampaignMail, CampaignWriters, MailSite, MailText } from './campaign-mail.ts'
import { englishMails } from './campaign-mails-en.ts'
import { frenchMails } from './campaign-mails-fr.ts'

/** One case for each kind, so that the compiler sees each mail meet its own writer. */
const linesOf = (writers: CampaignWriters, mail: CampaignMail, site: MailSite): string[] => {
  switch (mail.kind) {
    case 'opening-notice':
      return writers[mail.kind].lines(mail, site)
    case 'child-notice':
      return writers[mail.kind].lines(mail, site)
    case 'new-code':
      return writers[mail.kind].lines(mail, site)
    case 'closed':
      return writers[mail.kind].lines(mail, site)
    case 'erased':
      return writers[mail.kind].lines(mail, site)
    case 'suspended':
      return writers[mail.kind].lines(mail, site)
    case 'opening-failed':
      return writers[mail.kind].lines(mail, site)
  }
}

const lastLines = {
  fr: 'Nous ne vous demandons jamais de code ni de mot de passe par message.',
  en: 'We never ask you for a code or a password by message.',
} as const

const writeWith =
  (writers: CampaignWriters, lang: Language) =>
  (mail: CampaignMail, site: MailSite): MailText => ({
    subject: writers[mail.kind].subject,
    text: [...linesOf(writers, mail, site), '', lastLines[lang], ''].join('\n'),
  })

/**
 * The mails of the campaign. No health word, no link that signs in: the two notices name the public home page and nothing else, all
 * others no address at all. Only `new-code` holds a code: it is sent on request, to the contact that the insurer knows.
 * Law: Code de la santé publique R.1111-28, R.1111-36; rules ENR-2, ENR-4, ENR-12, ENR-33, ENR-36; ux §4.9.
 */
export const campaignMailTexts: Readonly<Record<Language, (mail: CampaignMail, site: MailSite) => MailText>> = {
  fr: writeWith(frenchMails, 'fr'),
  en: writeWith(englishMails, 'en'),
}
