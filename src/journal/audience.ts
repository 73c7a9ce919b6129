import type { Actor, Audience } from '../access/types.ts'

/**
 * Whose chains a reader of the journal may verify: a public rule, so that nobody's file tells by what it lacks. A representative never
 * has the chain that is hidden from them, nor a holder the one that is withheld until it opens. Law: R.1111-50, R.1111-53.
 */
export const audiencesOf = (reader: Actor['kind']): readonly Audience[] =>
  reader === 'holder' ? ['main', 'hidden-from-representatives'] : ['main']
