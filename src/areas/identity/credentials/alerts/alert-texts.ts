import type { Language } from '../../../../reference/language.ts'

/** What a holder is told of at the addresses that they proved: another contact, another means of sign-in or password, a way back asked for. */
export const alertEvents = [
  'contact-changed',
  'means-changed',
  'password-changed',
  'recovery-asked',
  'recovery-begun',
  'recovery-stopped',
  'means-replaced',
  'means-dropped',
] as const

/** One of them. */
export type AlertEvent = (typeof alertEvents)[number]

interface AlertText {
  subject: string
  /** what happened, in one sentence */
  says: string
}

const events: Readonly<Record<AlertEvent, Record<Language, AlertText>>> = {
  'contact-changed': {
    fr: {
      subject: 'Vos coordonnées ont changé',
      says: "L'adresse ou le téléphone de votre espace vient de changer.",
    },
    en: {
      subject: 'Your contact details have changed',
      says: 'The address or the phone number of your space has just changed.',
    },
  },
  'means-changed': {
    fr: {
      subject: 'Vos moyens de connexion ont changé',
      says: "Un moyen d'entrer dans votre espace a été ajouté ou retiré.",
    },
    en: {
      subject: 'Your ways to sign in have changed',
      says: 'A way into your space has just been added or removed.',
    },
  },
  'password-changed': {
    fr: {
      subject: 'Votre mot de passe a changé',
      says: 'Le mot de passe de votre espace vient de changer.',
    },
    en: {
      subject: 'Your password has changed',
      says: 'The password of your space has just changed.',
    },
  },
  'recovery-asked': {
    fr: {
      subject: 'Un nouvel accès a été demandé',
      says: 'Une lettre a été demandée pour entrer à nouveau dans votre espace.',
    },
    en: {
      subject: 'A new access was asked for',
      says: 'Someone asked for a letter to enter your space again.',
    },
  },
  'recovery-begun': {
    fr: {
      subject: 'Un nouvel accès attend',
      says: "Un nouveau moyen d'entrer dans votre espace attend sa date.",
    },
    en: {
      subject: 'A new access is waiting',
      says: 'A new way into your space is waiting for its date.',
    },
  },
  'recovery-stopped': {
    fr: {
      subject: 'La demande de nouvel accès est annulée',
      says: "La demande d'un nouvel accès à votre espace est annulée.",
    },
    en: {
      subject: 'The request for a new access is stopped',
      says: 'The request for a new access to your space has been stopped.',
    },
  },
  'means-replaced': {
    fr: {
      subject: 'Vos moyens de connexion ont été remplacés',
      says: "Un nouveau moyen d'entrer a remplacé les anciens.",
    },
    en: {
      subject: 'Your ways to sign in have been replaced',
      says: 'A new way into your space has replaced the old ones.',
    },
  },
  'means-dropped': {
    fr: {
      subject: 'Vos moyens de connexion sont retirés',
      says: "Plus aucun ancien moyen n'ouvre votre espace.",
    },
    en: {
      subject: 'Your ways to sign in have been taken away',
      says: 'No earlier way opens your space any more.',
    },
  },
}

interface Advice {
  mail: string
  sms: string
}

// The letters of short messages stay within their alphabet (no ê, no curly apostrophe), so that one message is enough.
const check: Readonly<Record<Language, Advice>> = {
  fr: {
    mail: "Si c'est vous, vous n'avez rien à faire. Sinon, connectez-vous comme d'habitude et vérifiez, ou appelez le service d'aide.",
    sms: "Si ce n'est pas vous, connectez-vous et vérifiez, ou appelez le service d'aide.",
  },
  en: {
    mail: 'If it was you, there is nothing to do. If not, sign in as usual and check, or call the help line.',
    sms: 'If it was not you, sign in and check, or call the help line.',
  },
}
const stop: Readonly<Record<Language, Advice>> = {
  fr: {
    mail: "Si c'est vous, vous n'avez rien à faire. Sinon, connectez-vous comme d'habitude et arrêtez la demande, ou appelez le service d'aide.",
    sms: "Si ce n'est pas vous, connectez-vous pour l'annuler, ou appelez le service d'aide.",
  },
  en: {
    mail: 'If it was you, there is nothing to do. If not, sign in as usual and stop the request, or call the help line.',
    sms: 'If it was not you, sign in and stop it, or call the help line.',
  },
}
// What let its holder in before may do so no more: to sign in and check would be no help.
const call: Readonly<Record<Language, Advice>> = {
  fr: {
    mail: "Si c'est vous, vous n'avez rien à faire. Sinon, appelez le service d'aide.",
    sms: "Si ce n'est pas vous, appelez le service d'aide.",
  },
  en: {
    mail: 'If it was you, there is nothing to do. If not, call the help line.',
    sms: 'If it was not you, call the help line.',
  },
}

const advice: Readonly<Record<AlertEvent, Readonly<Record<Language, Advice>>>> = {
  'contact-changed': check,
  'means-changed': check,
  'password-changed': call,
  'recovery-asked': stop,
  'recovery-begun': stop,
  'recovery-stopped': check,
  'means-replaced': call,
  'means-dropped': call,
}
const hello: Readonly<Record<Language, string>> = { fr: 'Bonjour,', en: 'Hello,' }

/** The subjects of all alerts in a language. */
export const alertSubjects = (lang: Language): readonly string[] =>
  Object.values(events).map((texts) => texts[lang].subject)

/** The mail of an alert: no link, no name, no word of what is in the space. */
export const alertMail = (event: AlertEvent, lang: Language): { subject: string; text: string } => {
  const { subject, says } = events[event][lang]
  return { subject, text: [hello[lang], '', says, advice[event][lang].mail, ''].join('\n') }
}

/** The short message of an alert: one message, no link. */
export const alertSms = (event: AlertEvent, lang: Language): string =>
  `${events[event][lang].says} ${advice[event][lang].sms}`
