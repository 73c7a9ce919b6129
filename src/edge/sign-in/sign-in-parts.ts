import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AuthLevel } from '../../access/types.ts'
import type { IdentityParts, PivotIdentity, SignIns } from '../../areas/identity/index.ts'
import type { Problem } from '../../platform/problem.ts'
import type { BrowserSessions } from './browser-session.ts'
import type { SiteCookie } from './cookie.ts'
import type { EntryCookie } from './entry-cookie.ts'
import type { IdentityProvider, ProviderSettings } from './identity-provider.ts'
import type { ProfessionLabel } from './situation-page.tsx'

/** Every way to sign in with an identity provider: `citizens` is the national identity, `card` the insurer's card app. */
export const signInKinds = ['citizens', 'card', 'professionals', 'staff'] as const

/** With whose word somebody signs in: the provider of holders (two of them), of professionals, of the operator's staff. */
export type SignInKind = (typeof signInKinds)[number]

/** The kinds that vouch for a citizen. */
export type CitizenKind = 'citizens' | 'card'

/**
 * Where a citizen whose identity is sure goes. `session`: into their space. `entry`: the insurer knows them and their space is not
 * open to them now; the pass `secret` (base64url) is kept by the browser while the page `to` (a path of ours) leads them on.
 */
export type CitizenAdmission =
  | { outcome: 'session'; spaceId: string; name: string }
  | { outcome: 'entry'; secret: string; to: string }

/** Decides where a citizen goes; Problem `absent`, `holder-not-found`, when nobody or more than one person has this identity. */
export type AdmitCitizen = (
  pivot: PivotIdentity,
  how: { kind: CitizenKind; authLevel: AuthLevel },
) => Promise<CitizenAdmission>

/** What the sign-in routes need from the one who builds the server. */
export interface SignInParts {
  publicUrl: URL
  identity: Pick<IdentityParts, 'recordProfessional'>
  admitCitizen: AdmitCitizen
  sessions: BrowserSessions
  signIns: SignIns
  /** a kind that is absent is not offered: its addresses answer as unknown ones do */
  providers: Partial<Record<SignInKind, ProviderSettings>>
  professionLabel: ProfessionLabel
  /** Answers with a page that says what went wrong and what to do next; sets the status by the problem's kind. */
  renderProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): unknown
  /** The language of the reader; `?lang=en` when absent. */
  languageOf?(request: FastifyRequest): 'fr' | 'en'
}

/** The parts with what is made of them once: the cookies of a sign-in under way and of an entry pass. */
export interface SignInContext extends SignInParts {
  browserCookie: SiteCookie
  entryCookie: EntryCookie
}

/** A handler that may answer by itself or give what is to be sent. */
export type SignInHandler = (context: SignInContext, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** One kind of sign-in that is offered, and the client of its provider. */
export interface SignInDoor {
  kind: SignInKind
  client: IdentityProvider
}
