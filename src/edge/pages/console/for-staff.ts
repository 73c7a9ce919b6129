import type { FastifyReply } from 'fastify'
import { mayDo, staffDeeds } from '../../../areas/enrolment/index.ts'
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
 * A screen of the console for the roles of a deed. Whoever may not gets the answer of an address that does not exist, and the try is
 * written down. Whoever may is written down by the use-case, once, with what the page is about; an empty form by `enterForm`.
 */
export const forStaff =
  (deed: string, screen: Screen<StaffAsk>): Screen<StaffAsk> =>
  async (ask): Promise<Page | Redirect | FastifyReply> => {
    try {
      if (!mayDo(ask.roles, deed, staffDeeds)) await ask.parts.staffRooms.enter(ask.visitor, deed)
      return await screen(ask)
    } catch (error) {
      if (isRoleless(error)) throw new Problem('absent', 'page-not-found', { cause: error })
      const way = error instanceof Problem ? ways[error.reason] : undefined
      if (way !== undefined) return { to: way }
      throw error
    }
  }

/** Writes down that somebody looks at the form of a deed: nobody is asked for yet, and no use-case is called. */
export const enterForm = async (ask: StaffAsk, deed: string): Promise<void> => {
  await ask.parts.staffRooms.enter(ask.visitor, 'form-view', { form: deed })
}
