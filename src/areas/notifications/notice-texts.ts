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

/** The one notice there is, in the holder's language: the same words whatever happened, so that the words tell nothing. */
export const noticeTexts: Readonly<Record<'fr' | 'en', NoticeText>> = { fr: french, en: english }
