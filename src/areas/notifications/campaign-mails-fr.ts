import { dayInWords } from '../../reference/day-in-words.ts'
import { groupCode, type CampaignWriters } from './campaign-mail.ts'
import { noticeTexts } from './notice-texts.ts'

const day = (iso: string): string => dayInWords(iso, 'fr')

/** The mails of the campaign in French, by kind. */
export const frenchMails: CampaignWriters = {
  'opening-notice': {
    subject: 'Un espace est prêt pour vous',
    lines: ({ name, opensOn }, { publicUrl, phone }) => [
      `Bonjour ${name},`,
      '',
      'Un espace est prêt pour vous. Il est gratuit. Il garde vos documents. Vous choisissez qui peut les voir.',
      'Il contient votre dossier partagé, même s’il existe déjà.',
      '',
      `Il s’ouvrira tout seul le ${day(opensOn)}. Vous n’avez rien à faire.`,
      'Vous pouvez l’ouvrir avant, ou le refuser :',
      `- en ligne : tapez l’adresse du site (${publicUrl}), puis choisissez « Recevoir un code » ;`,
      `- par téléphone : appelez le ${phone} ;`,
      '- au guichet.',
      '',
      'Vous pourrez fermer cet espace à tout moment, sans dire pourquoi.',
    ],
  },
  'child-notice': {
    subject: 'Un espace est prêt pour votre enfant',
    lines: ({ name, opensOn }, { publicUrl, phone }) => [
      'Bonjour,',
      '',
      `Un espace est prêt pour ${name}. Il est gratuit. Il garde ses documents. Ses parents choisissent qui peut les voir.`,
      'Il contient son dossier partagé, même s’il existe déjà.',
      '',
      `Il s’ouvrira tout seul le ${day(opensOn)}. Vous n’avez rien à faire.`,
      'Vous pouvez l’ouvrir avant, depuis votre espace, ou le refuser :',
      `- en ligne : tapez l’adresse du site (${publicUrl}), puis choisissez « Recevoir un code » ;`,
      `- par téléphone : appelez le ${phone} ;`,
      '- au guichet.',
      '',
      'Vous pourrez fermer cet espace à tout moment, sans dire pourquoi.',
      `Vous n’êtes pas le représentant légal ? Appelez le ${phone}.`,
    ],
  },
  'new-code': {
    subject: 'Votre code',
    lines: ({ code, validUntil }, { phone }) => [
      'Bonjour,',
      '',
      'Voici le code que vous avez demandé :',
      '',
      `    ${groupCode(code)}`,
      '',
      `Il sert une seule fois, jusqu’au ${day(validUntil)}. Tapez-le là où vous l’avez demandé.`,
      'Ne le donnez à personne, même au téléphone.',
      '',
      `Vous n’avez rien demandé ? Appelez le ${phone} : nous arrêterons ce code.`,
    ],
  },
  closed: {
    subject: noticeTexts.fr.subject,
    lines: ({ name, closedOn, keptUntil }, { phone }) => [
      'Bonjour,',
      '',
      `L’espace de ${name} est fermé depuis le ${day(closedOn)}. Plus personne ne peut le lire.`,
      `Ses documents sont gardés jusqu’au ${day(keptUntil)}. Ensuite ils seront effacés.`,
      '',
      `Vous pouvez le rouvrir à tout moment. Vous pouvez aussi demander à tout effacer plus tôt. Appelez le ${phone}.`,
    ],
  },
  erased: {
    subject: noticeTexts.fr.subject,
    lines: ({ name, erasedOn }, { phone }) => [
      'Bonjour,',
      '',
      `L’espace de ${name} est effacé depuis le ${day(erasedOn)}. Rien ne peut revenir.`,
      '',
      `Une question ? Appelez le ${phone}.`,
    ],
  },
  suspended: {
    subject: noticeTexts.fr.subject,
    lines: ({ name, closesOn }, { phone }) => [
      'Bonjour,',
      '',
      `Nous avons arrêté l’espace de ${name} pour le protéger. Plus personne ne peut y entrer.`,
      `Vous n’êtes pas d’accord ? Dites-le-nous avant le ${day(closesOn)}. Appelez le ${phone}.`,
      'Sans réponse de votre part, l’espace sera fermé à cette date.',
    ],
  },
  'opening-failed': {
    subject: noticeTexts.fr.subject,
    lines: ({ name, opensOn }, { phone }) => [
      'Bonjour,',
      '',
      `L’espace de ${name} n’a pas pu s’ouvrir le ${day(opensOn)}. Une panne nous en empêche.`,
      'Nous essayons encore. Vous n’avez rien à faire.',
      '',
      `Vous ne voulez pas de cet espace ? Vous pouvez encore refuser. Appelez le ${phone}.`,
    ],
  },
}
