import type { problem as fr } from '../fr/problem.ts'

/** Words of pages that say something is not possible. */
export const problem: typeof fr = {
  headings: {
    incorrect: 'We did not understand the request',
    unauthenticated: 'Sign in to continue',
    refused: 'This is not possible',
    absent: 'Page not found',
    conflict: 'Something changed meanwhile',
    busy: 'Too many requests at once',
    unavailable: 'This service is stopped for a moment',
    fault: 'We cannot show this page',
  },
  absentSays: 'This page does not exist or is not open to you.',
  kept: 'Try again in a moment.',
  reference: 'Reference to give to support:',
  retry: 'Try again',
  home: 'Go to the home page',
  signIn: 'Sign in',
}
