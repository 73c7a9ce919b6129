import type { Ask, Page } from './ask.ts'

/** The side whose bars a page gets: public pages keep the bars of whoever is signed in, so that nobody is lost. */
export const ownSide = (ask: Ask, page: Page): Page['side'] => {
  if (page.side !== 'public' || ask.session === undefined) return page.side
  if (ask.session.actor.kind === 'staff') return 'console'
  return ask.session.actor.kind === 'professional'
    ? 'professional'
    : ask.session.spaceId === undefined
      ? 'public'
      : 'citizen'
}
