import type { shell as fr } from '../fr/shell.ts'

/** Words around every page. */
export const shell: typeof fr = {
  product: 'Carnet',
  skip: 'Skip to content',
  mainBar: 'Main navigation',
  homeOf: 'Carnet, home',
  places: { home: 'Home', record: 'Record', access: 'Access', more: 'More', patients: 'Patients' },
  spaceOf: (name: string) => `Health space of ${name}`,
  profile: 'Open profile',
  signIn: 'Sign in',
  signOut: 'Sign out',
  otherLanguage: { name: 'Français', lang: 'fr', hint: 'Lire cette page en français' },
  footer: {
    label: 'Information',
    whoCanSee: 'Who can see what',
    accessibility: 'Accessibility',
    realMessage: 'Is this message real?',
    display: 'Language and display',
    emergency: 'In an emergency: 15 or 112.',
  },
  demonstration: 'Demonstration: every person and every document here is made up.',
  back: 'Back',
  undo: 'Undo',
  cancel: 'Change nothing',
  errors: 'There is one thing to correct',
  next: 'Next page',
  first: 'First page',
  pages: 'Pages of the list',
  none: 'None',
}
