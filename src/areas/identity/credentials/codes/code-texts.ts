import type { Language } from '../../../../reference/language.ts'

interface CodeFacts {
  code: string
  minutes: number
}

interface MessageText {
  subject: string
  text: string
}

/** The subject of every mail with a code. */
export const codeSubjects: Readonly<Record<Language, string>> = {
  fr: 'Votre code à usage unique',
  en: 'Your one-time code',
}

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
