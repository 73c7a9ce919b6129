import type { FastifyReply } from 'fastify'
import { Problem } from '../../../platform/problem.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import type { Screen } from '../screen.ts'

const isRoleless = (error: unknown): boolean => error instanceof Problem && error.reason === 'staff-deed-refused'

/** Where somebody goes whose case or mandate is over: to its beginning, with a word about it. */
const ways: Readonly<Record<string, string>> = {
  'desk-case-ended': '/console/persons?ended=1',
  'mandate-unknown': '/console/counter?over=1',
}

/**
 * A screen of the console for the roles of a deed. Every view is written down before it is drawn. Whoever may not gets the answer of
 * an address that does not exist; the try is written down too.
 */
export const forStaff =
  (deed: string, screen: Screen<StaffAsk>): Screen<StaffAsk> =>
  async (ask): Promise<Page | Redirect | FastifyReply> => {
    const { visitor, request, parts } = ask
    try {
      const page = request.routeOptions.url ?? ''
      await parts.staffRooms.enter(visitor, deed, { page, method: request.method })
      return await screen(ask)
    } catch (error) {
      if (isRoleless(error)) throw new Problem('absent', 'page-not-found', { cause: error })
      const way = error instanceof Problem ? ways[error.reason] : undefined
      if (way !== undefined) return { to: way }
      throw error
    }
  }
