import { Problem } from '../../platform/problem.ts'

/** How many may be in hand of one and of all. */
export interface Most {
  ofOne: number
  ofAll: number
}

/** Lets work begin while few enough is in hand; Problem `busy`, `content-draws-later`, beyond that. */
export type FewAtOnce = <T>(who: string, work: () => Promise<T>) => Promise<T>

/** A whole file is in memory while it is taken apart: so many, and nothing is opened for whoever comes beyond (security.md T22). */
export const createFewAtOnce = ({ ofOne, ofAll }: Most): FewAtOnce => {
  const inHand: string[] = []
  return async (who, work) => {
    const own = inHand.filter((one) => one === who).length
    if (own >= ofOne || inHand.length >= ofAll) throw new Problem('busy', 'content-draws-later')
    inHand.push(who)
    try {
      return await work()
    } finally {
      inHand.splice(inHand.indexOf(who), 1)
    }
  }
}
