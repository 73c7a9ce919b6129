import type { settings as fr } from '../fr/settings.ts'

/** Words of More, and of language and display. */
export const settings: typeof fr = {
  more: {
    title: 'More',
    heading: 'More',
    me: 'Me',
    display: { name: 'Language and display', says: 'French or English, text size, light or dark background' },
    security: { name: 'Security', says: 'Your ways to sign in' },
    children: { name: 'My children', says: 'Open or refuse their space' },
    notices: { name: 'Messages I get', says: 'At each deposit, once a day, or never' },
    data: 'My data',
    copy: { name: 'Copy of my space', says: 'All your documents and the list of accesses, in one file' },
    close: { name: 'Close my space', says: 'Pause, close, or close and erase' },
    help: 'Help and information',
    whoCanSee: { name: 'Who can see what', says: 'The rules, in one table' },
    realMessage: { name: 'Is this message real?', says: 'Recognise a fake message' },
    accessibility: { name: 'Accessibility', says: 'Where we stand' },
    leave: 'Leave',
  },
  notices: {
    title: 'Messages I get – More',
    heading: 'Messages I get',
    lead: 'Our messages only say that there is something new. They never say what.',
    deposits: 'When a document arrives',
    choices: {
      each: 'A message at each deposit',
      daily: 'One message a day at most',
      never: 'No message',
    },
    always: 'You always get a message:',
    alwaysWhen: [
      'when a professional opens your record for the first time',
      'when your record is opened in an emergency',
    ],
    why: 'Those cannot be switched off. They protect you.',
    save: 'Save',
    saved: 'Your choice is saved.',
  },
  display: {
    title: 'Language and display – More',
    heading: 'Language and display',
    lead: 'These choices stay in this browser.',
    language: 'Language',
    languages: { fr: 'Français', en: 'English' },
    theme: 'Background',
    themes: { system: 'Same as my device', light: 'Light', dark: 'Dark' },
    textSize: 'Text size',
    textSizes: { normal: 'Normal', large: 'Large', larger: 'Very large' },
    save: 'Save',
    saved: 'Your choices are saved.',
  },
}
