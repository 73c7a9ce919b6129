import type { apps as fr } from '../fr/apps.ts'

/** Words of the apps that a holder lets in. */
export const apps: typeof fr = {
  list: {
    title: 'Your apps – Access',
    heading: 'Your apps',
    lead: 'They read the documents that you opened to them, until the day that you chose.',
    none: 'No app enters your space.',
    how: 'To connect one, begin in the app: it brings you here.',
    by: (publisher: string) => `Publisher: ${publisher}`,
    stop: 'Stop',
    stopName: (name: string) => `Stop ${name}`,
  },
  ask: {
    title: 'An app asks for access – Access',
    heading: (name: string) => `${name} asks to read your documents`,
    what: 'Which documents?',
    whatHint: 'Nothing is ticked beforehand.',
    ends: 'Until when?',
    until: (day: string) => `Until ${day}`,
    know: 'Good to know',
    reads: 'It will read the documents that you tick, and those that arrive there later.',
    bears: 'Your documents bear your name and your social security number: it will see them.',
    identity: 'It also asks who you are: name, birth, sex and social security number.',
    never: 'It will see neither what you hide nor a result that you must be told of first.',
    writes: 'It cannot add or change anything.',
    stops: 'Each reading is in your history. You can stop it at any time.',
    keeps: 'What it has copied will stay with its publisher.',
    allow: 'Allow',
    deny: 'Do not allow',
    kindMissing: 'Tick one category at least, or choose “Do not allow”.',
    endMissing: 'Choose until when.',
    overHeading: 'This request is over',
    overSays: 'Go back to the app and begin again.',
  },
  stop: {
    title: 'Stop an app – Access',
    heading: (name: string) => `Stop ${name}?`,
    effects: [
      'It can read nothing any more, from now on.',
      'What it has copied already stays with its publisher: ask them to erase it.',
    ],
    yes: 'Stop this app',
  },
  said: { 'app-stopped': 'This app is stopped. It reads nothing any more.' },
}
