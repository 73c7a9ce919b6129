import type { lost as fr } from '../fr/lost.ts'

/** Words of the way back in, for who lost what they came in with. */
export const lost: typeof fr = {
  link: 'I have lost my way to sign in',
  title: 'Getting back in',
  heading: 'Getting back into my space',
  lead: 'A lost phone, a forgotten password: choose what you still have.',
  device: {
    heading: 'I have another device',
    says: 'Its passkey lets you in at once.',
    button: 'Sign me in',
  },
  identity: {
    heading: 'I have my national identity',
    says: 'You come in at once. Then remove the lost device and add the new one.',
  },
  letter: {
    heading: 'I have nothing left: a letter',
    says: 'It goes to the address that your insurer knows, never by text message or mail. Its code lets you choose a new way in. It opens some days later, so that nobody comes in in your place.',
    button: 'Send me a letter',
  },
  counter: {
    heading: 'I would rather go to a counter',
    says: 'Come with your card and an identity document. The agent hands you the letter at once. The wait stays the same.',
  },
  sent: {
    title: 'Getting back in',
    heading: 'Noted',
    lead: 'If these go together, a letter is on its way.',
    says: [
      'It comes to the address that your insurer knows. Allow 4 days.',
      'We also tell the contacts that you had confirmed.',
      'Nothing came? Your insurer can correct your address.',
    ],
    haveCode: 'I have my code',
  },
  contact: {
    title: 'Getting back in',
    heading: 'Your mail address or phone?',
    lead: 'Give the one that you read, even if it has not changed. Without it, the old one gets neither codes to sign in nor alerts any more.',
    post: 'Go on without a contact',
  },
  means: {
    title: 'Getting back in',
    heading: 'Choose a new way in',
    done: 'It does not open at once: the next page says on which day. Its first use replaces all the old ones. Until then, whoever still has an old one can stop it all.',
  },
  byMessage: 'Code by mail or phone',
  waits: {
    title: 'Getting back in',
    heading: 'Your new way in is ready',
    from: (day, time) => `It opens your space from ${day}, ${time}.`,
    until: [
      'Sign in then as usual, with this new way in.',
      'The old ones work no longer once you have signed in.',
      'We tell the contacts that you had confirmed.',
      'You find an old one again before? Sign in and stop the request.',
    ],
  },
  notice: {
    asked: (day, time) => `Someone asked on ${day} at ${time} to get back into this space.`,
    letter: 'A letter with a code lets a new way in be chosen. If it was not you, stop it.',
    waits: (day, time) => `A new way in can replace yours from ${day}, ${time}. If it was not you, stop it.`,
    stop: 'Stop this request',
    said: { 'recovery-stopped': 'The request is stopped. Your ways in stay as they are.' },
  },
}
