import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { App, IdentityParts } from '../../areas/identity/index.ts'
import { writeAccount, type ConsentAccount } from './app-client.ts'
import { forgetPrevious } from './forget-previous.ts'
import { grantableToApp, permitsScope } from './scope.ts'

/** What an app asks of the person in front of this browser. */
export interface AppAsk {
  app: App
  /** what it asks for: documents, who the holder is, to read measurements, to add some */
  asks: Readonly<Record<'documents' | 'identity' | 'readingMeasurements' | 'addingMeasurements', boolean>>
  /** where the browser goes with the answer: its site, e.g. `https://app.example` */
  answersTo: string
}

/** The request of an app, from the page that puts it to the holder. */
export interface AppAsks {
  /** Nothing for a request that is over, or that began in another browser. */
  find(request: FastifyRequest, reply: FastifyReply): Promise<AppAsk | undefined>
  /** Grants what was asked under a consent until its end (ISO); gives where to send the browser. */
  allow(request: FastifyRequest, reply: FastifyReply, consent: ConsentAccount & { until: string }): Promise<string>
  /** Tells the app that the holder does not allow it; gives where to send the browser. */
  deny(request: FastifyRequest, reply: FastifyReply): Promise<string>
}

/** What `AppAsks` are built from. */
export interface AppAsksParts {
  provider: Provider
  identity: Pick<IdentityParts, 'findApp'>
  /** the FHIR base */
  audience: string
  now(): Date
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const asksIn = (scopes: readonly string[]): AppAsk['asks'] => ({
  documents: permitsScope(scopes, 'DocumentReference', 'r') || permitsScope(scopes, 'DocumentReference', 's'),
  identity: permitsScope(scopes, 'Patient', 'r'),
  readingMeasurements: permitsScope(scopes, 'Observation', 'r') || permitsScope(scopes, 'Observation', 's'),
  addingMeasurements: permitsScope(scopes, 'Observation', 'c'),
})

const answering = async (
  { provider }: AppAsksParts,
  [request, reply]: readonly [FastifyRequest, FastifyReply],
  result: Parameters<Provider['interactionResult']>[2],
): Promise<string> => {
  const { session } = await provider.interactionDetails(request.raw, reply.raw)
  const next = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false })
  await forgetPrevious(provider, session?.uid)
  return next
}

/** Reads and answers what apps ask; the cookie of the browser where a request began is what finds it. */
export const createAppAsks = (parts: AppAsksParts): AppAsks => {
  const { provider, identity, audience } = parts
  const open = (request: FastifyRequest, reply: FastifyReply) =>
    provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
  return {
    find: async (request, reply) => {
      const params = (await open(request, reply))?.params
      const app = params && (await identity.findApp(textOf(params['client_id'])))
      if (app === undefined) return undefined
      const { origin } = new URL(textOf(params?.['redirect_uri']))
      return { app, asks: asksIn(grantableToApp(textOf(params?.['scope']))), answersTo: origin }
    },
    allow: async (request, reply, { until, ...consent }) => {
      const { params } = await provider.interactionDetails(request.raw, reply.raw)
      const accountId = writeAccount(consent)
      const grant = new provider.Grant({ accountId, clientId: textOf(params['client_id']) })
      // The grant bears the consent's name, and ends with it: whoever ends the one finds the other.
      const expiresIn = Math.max(1, Math.floor((Date.parse(until) - parts.now().getTime()) / 1000))
      Object.assign(grant, { jti: consent.consentId, expiresIn })
      const asked = textOf(params['scope'])
      grant.addResourceScope(audience, grantableToApp(asked).join(' '))
      if (asked.split(' ').includes('openid')) grant.addOIDCScope('openid')
      const grantId = await grant.save()
      return answering(parts, [request, reply], { login: { accountId, remember: false }, consent: { grantId } })
    },
    deny: (request, reply) =>
      answering(parts, [request, reply], { error: 'access_denied', error_description: 'the holder does not allow it' }),
  }
}
