import type { FastifyReply } from 'fastify'
import type { EntryView } from '../../../areas/enrolment/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Ask, Page, Redirect } from '../ask.ts'
import type { Screen } from '../screen.ts'
import { entryEnded } from './entry-ended.tsx'

/** Somebody on the way, with their pass and where they stand. */
export interface EntryAsk extends Ask {
  secret: string
  view: EntryView
}

/** The places of the way that ask for a pass. */
export type EntryPlace = 'contact' | 'choose' | 'means' | 'waits' | 'refuse' | 'refused'

const refusable: readonly string[] = ['known', 'noticed', 'legacy-opposed']
const decided: readonly string[] = ['opposed', 'legacy-opposed', 'closed', 'erasing']

/** Whether there is something to refuse, or a space to close that opened by itself. */
export const canRefuse = ({ state, activated }: EntryView): boolean =>
  refusable.includes(state ?? '') || (state === 'open' && activated !== true)

const isUndecided = ({ refused, opened, recovery }: EntryView): boolean =>
  !refused && opened === undefined && recovery === undefined

/** On the way back into a space, with the new means still to choose. */
const isRecovering = ({ recovery }: EntryView): boolean => recovery !== undefined && recovery.effectiveAt === undefined

const isOpenFor: Readonly<Record<EntryPlace, (view: EntryView) => boolean>> = {
  contact: (view) => isRecovering(view) || (isUndecided(view) && !view.isMinor),
  choose: (view) => isUndecided(view) && (view.isMinor || view.contact !== undefined),
  means: (view) => view.opened !== undefined || (isRecovering(view) && view.contact !== undefined),
  waits: ({ recovery }) => recovery?.effectiveAt !== undefined,
  refuse: (view) => isUndecided(view) && canRefuse(view),
  refused: (view) => view.refused || (isUndecided(view) && decided.includes(view.state ?? '')),
}

/** Where somebody goes on from where they stand: what a late, doubled or reloaded form is answered with. */
export const nextPlace = (view: EntryView): string => {
  if (view.refused) return '/refuse/done'
  if (isOpenFor.means(view)) return '/open/means'
  if (isOpenFor.waits(view)) return '/open/waits'
  return isOpenFor.choose(view) ? '/open/choose' : '/open/contact'
}

const elsewhere = (view: EntryView, place: EntryPlace): string =>
  place === 'refuse' && isOpenFor.refused(view) ? '/refuse/done' : nextPlace(view)

const withoutEntry = (ask: Ask): Page | Redirect =>
  ask.session?.spaceId === undefined ? entryEnded(ask) : { to: '/my' }

/** A screen for whoever has a pass and stands at this place; others are led to theirs, or told that the way is over. */
export const atPlace =
  (place: EntryPlace, screen: (ask: EntryAsk) => Promise<Page | Redirect | FastifyReply>): Screen<Ask> =>
  async (ask) => {
    const secret = ask.parts.entryCookie.read(ask.request)
    if (secret === undefined) return withoutEntry(ask)
    try {
      const view = await ask.parts.entries.find(secret)
      return isOpenFor[place](view) ? await screen({ ...ask, secret, view }) : { to: elsewhere(view, place) }
    } catch (error) {
      if (error instanceof Problem && error.reason === 'entry-ended') return withoutEntry(ask)
      throw error
    }
  }
