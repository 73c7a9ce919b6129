import type { Language } from '../../../../reference/language.ts'

interface CodeFacts {
  code: string
  minutes: number
}

interface MessageText {
  subject: string
  text: string
}

const codeSubjects: Readonly<Record<Language, string>> = { fr: 'Votre code à usage unique', en: 'Your one-time code' }

const mails: Readonly<Record<Language, (facts: CodeFacts) => MessageText>> = {
  fr: ({ code, minutes }) => ({
    subject: codeSubjects.fr,
    text: [
      'Bonjour,',
      '',
      `Votre code est : ${code}`,
      '',
      `Il sert une seule fois, sur le site où vous venez de le demander, pendant ${minutes} minutes.`,
      'Ne le donnez à personne : nous ne le demandons jamais par téléphone ni par message.',
      "Si vous n'avez rien demandé, ne faites rien : sans ce code, personne n'entre.",
      '',
    ].join('\n'),
  }),
  en: ({ code, minutes }) => ({
    subject: codeSubjects.en,
    text: [
      'Hello,',
      '',
      `Your code is: ${code}`,
      '',
      `It works once, on the site where you have just asked for it, for ${minutes} minutes.`,
      'Give it to nobody: we never ask for it by phone or by message.',
      'If you did not ask for it, do nothing: without this code nobody comes in.',
      '',
    ].join('\n'),
  }),
}

// The letters stay within the alphabet of short messages (no ê, no curly apostrophe), so that one message is enough.
const texts: Readonly<Record<Language, (facts: CodeFacts) => string>> = {
  fr: ({ code, minutes }) =>
    `${code} est votre code, valable une fois, ${minutes} minutes. Ne le donnez à personne. Vous n'avez rien demandé ? Ne faites rien.`,
  en: ({ code, minutes }) =>
    `${code} is your code, good once, for ${minutes} minutes. Give it to nobody. You did not ask for it? Do nothing.`,
}

/** The mail that carries a one-time code: no link, no name, no word of what the code is for. */
export const codeMail = (lang: Language, facts: CodeFacts): MessageText => mails[lang](facts)

/** The short message that carries a one-time code: one message, no link. */
export const codeSms = (lang: Language, facts: CodeFacts): string => texts[lang](facts)

const alerts: Readonly<Record<Language, MessageText>> = {
  fr: {
    subject: 'Vos coordonnées ont changé',
    text: [
      'Bonjour,',
      '',
      "L'adresse ou le téléphone de votre espace vient de changer.",
      "Si c'est vous, vous n'avez rien à faire. Sinon, connectez-vous comme d'habitude et vérifiez vos coordonnées, ou appelez le service d'aide.",
      '',
    ].join('\n'),
  },
  en: {
    subject: 'Your contact details have changed',
    text: [
      'Hello,',
      '',
      'The address or the phone number of your space has just changed.',
      'If it was you, there is nothing to do. If not, sign in as usual and check your contact details, or call the help line.',
      '',
    ].join('\n'),
  },
}

const alertTexts: Readonly<Record<Language, string>> = {
  fr: "Les coordonnées de votre espace ont changé. Si ce n'est pas vous, connectez-vous et vérifiez, ou appelez le service d'aide.",
  en: 'The contact details of your space have changed. If it was not you, sign in and check them, or call the help line.',
}

/** The subjects of the mails of this area: what a real mail is known by. */
export const ownMailSubjects = (lang: Language): readonly string[] => [codeSubjects[lang], alerts[lang].subject]

/** The mail to an address that was a holder's contact until now. */
export const alertMail = (lang: Language): MessageText => alerts[lang]

/** The short message to a phone that was a holder's contact until now. */
export const alertSms = (lang: Language): string => alertTexts[lang]
