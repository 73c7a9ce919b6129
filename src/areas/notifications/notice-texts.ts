interface NoticeText {
  subject: string
  text(publicUrl: string): string
}

const french: NoticeText = {
  subject: 'Du nouveau dans votre espace',
  text: (publicUrl) =>
    [
      'Bonjour,',
      '',
      'Il y a du nouveau dans votre espace.',
      `Pour le voir, tapez l'adresse du site (${publicUrl}) et connectez-vous comme d'habitude.`,
      '',
      'Nous ne vous demandons jamais de code ni de mot de passe par message.',
      'Si vous avez un doute, la page « Ce message est-il vrai ? » du site vous aide.',
      '',
    ].join('\n'),
}

const english: NoticeText = {
  subject: 'Something new in your space',
  text: (publicUrl) =>
    [
      'Hello,',
      '',
      'There is something new in your space.',
      `To see it, type the address of the site (${publicUrl}) and sign in as usual.`,
      '',
      'We never ask you for a code or a password by message.',
      'If in doubt, the page “Is this message real?” on the site will help.',
      '',
    ].join('\n'),
}

/** What a professional is told by mail: nobody's name, nothing of care; professionals are written to in French. */
export const professionalNotice: NoticeText = {
  subject: 'Un message vous attend',
  text: (publicUrl) =>
    [
      'Bonjour,',
      '',
      'Une information vous attend dans votre accueil professionnel.',
      `Pour la lire, tapez l'adresse du site (${publicUrl}) et connectez-vous comme d'habitude.`,
      '',
      'Nous ne vous demandons jamais de code ni de mot de passe par message.',
      '',
    ].join('\n'),
}

/** To who runs a software: what it sends needs a look. Neither what, nor for whom, nor by which place. */
export const producerNotice: NoticeText = {
  subject: 'Les envois de votre logiciel',
  text: (publicUrl) =>
    [
      'Bonjour,',
      '',
      'Des envois de votre logiciel sont refusés, arrivent en double ou arrivent tard.',
      "L'établissement qui s'en sert voit les chiffres et ce qu'il faut corriger dans son accueil professionnel,",
      `sous « Activité ». L'adresse du site est ${publicUrl} : ce message ne contient aucun autre lien.`,
      '',
      'Nous écrivons une fois par mois au plus. Ce message ne contient aucune donnée.',
      '',
    ].join('\n'),
}

/** What every message ends with. */
const closingOf = ({ text }: NoticeText, publicUrl: string): string[] => text(publicUrl).split('\n').slice(5)

/** A notice in the languages of the site. */
export type NoticeTexts = Readonly<Record<'fr' | 'en', NoticeText>>

/** The everyday notice, in the holder's language: the same words whatever happened, so that the words tell nothing. */
export const noticeTexts: NoticeTexts = { fr: french, en: english }

/** Law: R.1111-53, rules DOC-22, DOC-23: the record has news, a professional will explain them; nothing of what. */
export const withheldTexts: NoticeTexts = {
  fr: {
    subject: french.subject,
    text: (publicUrl) =>
      [
        'Bonjour,',
        '',
        'Il y a du nouveau dans votre espace. Un professionnel qui vous suit peut vous en parler : prenez rendez-vous.',
        '',
        ...closingOf(french, publicUrl),
      ].join('\n'),
  },
  en: {
    subject: english.subject,
    text: (publicUrl) =>
      [
        'Hello,',
        '',
        'There is something new in your space. A professional who cares for you can tell you about it: make an appointment.',
        '',
        ...closingOf(english, publicUrl),
      ].join('\n'),
  },
}

/** Law: R.1111-19, rules PML-26: of wishes somebody wrote for later; nothing of which. */
export const recallTexts: NoticeTexts = {
  fr: {
    subject: 'À relire dans votre espace',
    text: (publicUrl) =>
      [
        'Bonjour,',
        '',
        'Vous avez écrit dans votre espace quelque chose qui vaut pour plus tard. Dit-il encore ce que vous voulez ?',
        'Vous pouvez le relire, le changer ou le supprimer quand vous le souhaitez. Si rien ne change, ne faites rien.',
        `Pour le relire, tapez l'adresse du site (${publicUrl}) et connectez-vous comme d'habitude.`,
        '',
        ...closingOf(french, publicUrl),
      ].join('\n'),
  },
  en: {
    subject: 'To read again in your space',
    text: (publicUrl) =>
      [
        'Hello,',
        '',
        'You wrote something in your space that is meant for later. Does it still say what you want?',
        'You can read it again, change it or delete it whenever you wish. If nothing changes, do nothing.',
        `To read it again, type the address of the site (${publicUrl}) and sign in as usual.`,
        '',
        ...closingOf(english, publicUrl),
      ].join('\n'),
  },
}
