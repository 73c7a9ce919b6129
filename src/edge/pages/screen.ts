import type { FastifyReply } from 'fastify'
import type { Ask, Page, Redirect } from './ask.ts'

/** A screen: draws a page, redirects after an act, or answers by itself with bytes. */
export type Screen<A extends Ask> = (ask: A) => Promise<Page | Redirect | FastifyReply> | Page

/** An address and what it does. The same address shows a form and takes it, so that a late form can be found again. */
export interface ScreenRoute<A extends Ask> {
  path: string
  get?: Screen<A>
  post?: Screen<A>
  /** what a script asks for that sends a file in pieces */
  head?: Screen<A>
  patch?: Screen<A>
  delete?: Screen<A>
  /** open to a holder who has not accepted the terms in force (rules ENR-19), to a professional who has not read what the law says: these
   * pages, and what must stay possible without */
  withoutTerms?: true
}
