import { Problem } from '../../../platform/problem.ts'

/** What a visitor who asks for a set by its id alone may hear for any of three: unknown, somebody else's, nothing of it shown. */
const silent = new Set(['not-open-to-you', 'too-many-persons'])

/**
 * Gives what a look by the id of a set alone finds, or what stands for no set. Of a set there is no decision, only of its documents: whoever
 * has met too many people hears here that nothing is there, or the id of a hidden set would be told from one that does not exist.
 */
export const orNoSet = async <T>(look: () => Promise<T>, nothing: T): Promise<T> => {
  try {
    return await look()
  } catch (error) {
    if (error instanceof Problem && silent.has(error.reason)) return nothing
    throw error
  }
}
