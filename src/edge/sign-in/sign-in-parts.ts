import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IdentityParts, SignIns } from '../../areas/identity/index.ts'
import type { Problem } from '../../platform/problem.ts'
import type { BrowserSessions } from './browser-session.ts'
import type { SiteCookie } from './cookie.ts'
import type { IdentityProvider, ProviderSettings } from './identity-provider.ts'
import type { ProfessionLabel } from './situation-page.tsx'

/** Who signs in: holders and their families, or professionals. */
export type SignInKind = 'citizens' | 'professionals'

/** What the sign-in routes need from the one who builds the server. */
export interface SignInParts {
  publicUrl: URL
  identity: Pick<IdentityParts, 'findHolderByPivot' | 'recordProfessional'>
  sessions: BrowserSessions
  signIns: SignIns
  providers: Record<SignInKind, ProviderSettings>
  professionLabel: ProfessionLabel
  /** Answers with a page that says what went wrong and what to do next; sets the status by the problem's kind. */
  renderProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): unknown
  /** The language of the reader; `?lang=en` when absent. */
  languageOf?(request: FastifyRequest): 'fr' | 'en'
}

/** The parts with what is made of them once: the providers' clients and the cookie that binds a sign-in to its browser. */
export interface SignInContext extends SignInParts {
  clients: Record<SignInKind, IdentityProvider>
  browserCookie: SiteCookie
}

/** A handler that may answer by itself or give what is to be sent. */
export type SignInHandler = (context: SignInContext, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
