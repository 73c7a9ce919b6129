import type { ownMeans as fr } from '../fr/own-means.ts'

/** Words of signing in by own means: a password, then a code. */
export const ownMeans: typeof fr = {
  password: {
    title: 'Sign in',
    heading: 'Login name and password',
    lead: 'You will then be asked for a code.',
    login: 'Login name',
    password: 'Password',
    button: 'Continue',
    loginMissing: 'Type your login name.',
    passwordMissing: 'Type your password.',
    other: 'Choose another way',
  },
  factor: {
    title: 'Sign in',
    heading: 'Your code',
    sent: {
      email: 'A code was sent to your e-mail address.',
      phone: 'A code was sent to your phone.',
    },
    app: 'Open your code app. Type the code it shows.',
    choose: 'Choose how to receive your code.',
    code: 'Code to type',
    hint: 'Spaces do not matter.',
    button: 'Sign in',
    codeMissing: 'Type the code.',
    ways: 'Receive a code another way',
    send: { email: 'Send a code by e-mail', phone: 'Send a code by text message' },
    sendAgain: { email: 'Send a new code by e-mail', phone: 'Send a new code by text message' },
    other: 'Start again or choose another way',
  },
}
