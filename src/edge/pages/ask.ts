import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { StaffRole, Visitor } from '../../access/types.ts'
import type { PersonView, Session } from '../../areas/identity/types.ts'
import type { ProblemDetails } from '../../platform/problem.ts'
import type { IslandName } from './assets.ts'
import { readDisplayChoice, type DisplayChoice } from './display-choice.ts'
import { pathOf, queryOf } from './form-fields.ts'
import { formatWords, type FormatWords } from './format-words.ts'
import type { PagesParts } from './parts.ts'
import { readPassingWord, type PassingWord } from './passing-word.ts'
import { textIn, type Lang, type Text } from './text/catalogue.ts'

/** One request to draw a page: who asks is added by `SpaceAsk` and `ProfessionalAsk`. */
export interface Ask {
  request: FastifyRequest
  reply: FastifyReply
  parts: PagesParts
  choice: DisplayChoice
  lang: Lang
  text: Text
  /** dates, sizes and ages in the language of the page */
  words: FormatWords
  path: string
  query: URLSearchParams
  passing?: PassingWord
  session?: Session
  /** somebody asked for a way back into the space of who is signed in */
  recovery?: RecoveryNews
}

/** A holder in their own space. */
export interface SpaceAsk extends Ask {
  visitor: Visitor
  spaceId: string
  /** whose record a representative looks at: then visitor and space are theirs to look with, and not the holder's own */
  child?: { name: string; at: string; decidesFrom?: string }
}

/** What every page of a space tells of a way back that somebody asked for. */
export type RecoveryNews = NonNullable<Awaited<ReturnType<PagesParts['credentials']['recoveryOf']>>>

/** A professional who signed in. */
export interface ProfessionalAsk extends Ask {
  visitor: Visitor
}

/** One of the operator's staff who signed in, with what they may do. */
export interface StaffAsk extends Ask {
  visitor: Visitor
  staffName: string
  roles: readonly StaffRole[]
}

/** The places of the console's bar. */
export type ConsolePlace = 'today' | 'campaigns' | 'exceptions' | 'persons' | 'counter' | 'refusals'

/** The places of the main bar. */
export type Place = 'home' | 'record' | 'access' | 'more' | 'patients' | 'activity' | ConsolePlace | 'none'

/** What a screen draws. Right: `title` never names a type, a value or a professional; it stays in the browser's history. */
export interface Page {
  title: string
  side: 'public' | 'citizen' | 'professional' | 'console'
  place: Place
  body: VNode
  /** the patient a professional page is about, named on every such page */
  patient?: PersonView
  status?: number
  /** a space that is not open has no places to go to: the page stands alone */
  shut?: true
  /** the browser script that makes this page better, and that it does without */
  island?: IslandName
  /** the site that the answer to this page's form leads to, where that is not ours: `https://app.example` */
  answersTo?: string
}

/** Where to go after an act; the word is told there once. */
export interface Redirect {
  to: string
  passing?: PassingWord
}

/** Reads what every page needs of a request. */
export const makeAsk = (parts: PagesParts, request: FastifyRequest, reply: FastifyReply): Ask => {
  const query = queryOf(request)
  const choice = readDisplayChoice(request.headers.cookie, query.get('lang'))
  const passing = readPassingWord(request.headers.cookie)
  return {
    request,
    reply,
    parts,
    choice,
    lang: choice.lang,
    text: textIn(choice.lang),
    words: formatWords(choice.lang),
    path: pathOf(request),
    query,
    ...(passing === undefined ? {} : { passing }),
  }
}

/** The sentence of a reason, in the language of the page. */
export const sentenceOf = (ask: Ask, reason: string, details: ProblemDetails = {}): string =>
  ask.parts.reasons.sentence(reason, ask.lang, details)
