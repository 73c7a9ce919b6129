import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { displayName, type OidcRecords } from '../../areas/identity/index.ts'
import type { Log } from '../../platform/log.ts'
import { forgetPrevious } from '../oauth/forget-previous.ts'
import { mountProvider } from '../oauth/mount-provider.ts'
import type { ProviderSettings } from '../sign-in/identity-provider.ts'
import { redirectUriOf } from '../sign-in/register-sign-in.ts'
import {
  citizenClaims,
  professionalClaims,
  staffClaims,
  type SimulatedCitizen,
  type SimulatedPerson,
  type SimulatedProfessional,
  type SimulatedStaff,
} from './simulated-person.ts'
import type { SignInKind } from '../sign-in/sign-in-parts.ts'
import { cardAppShape, franceConnectShape, proSanteConnectShape, staffShape } from './simulator-shapes.ts'
import { createSimulator, type SimulatedAccount, type Simulator, type SimulatorShape } from './simulator.ts'
import { sendExpiredPage, sendSimulatorPage } from './simulator-page.tsx'

/** What the simulators need. `mode` makes the compiler ask the caller which mode this is. `seed` is `keys.systemKey('token-signing')`. */
export interface SimulatorsParts {
  mode: 'demonstration'
  publicUrl: URL
  /** which simulators to mount: those whose place no real provider has */
  kinds: readonly SignInKind[]
  cast: {
    citizens: readonly SimulatedCitizen[]
    professionals: readonly SimulatedProfessional[]
    staff: readonly SimulatedStaff[]
  }
  seed: Buffer
  records: OidcRecords
  log: Log
  /** where this process answers, known once it listens: `http://127.0.0.1:8080` */
  localOrigin(): string
}

interface ChoiceContext {
  simulator: Simulator
  shape: SimulatorShape
  accounts: readonly SimulatedAccount[]
}

const showChoice = async (
  context: ChoiceContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { simulator, shape, accounts } = context
  const interaction = await simulator.provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
  if (interaction === undefined) return sendExpiredPage(reply, shape.standsFor)
  const lang = interaction.params['ui_locales'] === 'en' ? 'en' : 'fr'
  return sendSimulatorPage(reply, { lang, standsFor: shape.standsFor, action: request.url, choices: accounts })
}

const takeChoice = async (context: ChoiceContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const { simulator, shape, accounts } = context
  const name = new URLSearchParams(typeof request.body === 'string' ? request.body : '').get('name')
  const interaction = await simulator.provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
  if (interaction === undefined) return sendExpiredPage(reply, shape.standsFor)
  const account = accounts.find((one) => one.name === name)
  if (account === undefined) return showChoice(context, request, reply)
  const login = { accountId: account.name, acr: account.acr ?? shape.acr, remember: false }
  const next = await simulator.provider
    .interactionResult(request.raw, reply.raw, { login }, { mergeWithLastSubmission: false })
    .catch(() => undefined)
  if (next === undefined) return sendExpiredPage(reply, shape.standsFor)
  // a demonstration is played by one person in many roles
  await forgetPrevious(simulator.provider, interaction.session?.uid)
  return reply.header('cache-control', 'no-store').redirect(next, 303)
}

const mountChoice = (server: FastifyInstance, path: string, context: ChoiceContext): void => {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    const form = { parseAs: 'string', bodyLimit: 4096 } as const
    scope.addContentTypeParser('application/x-www-form-urlencoded', form, (_request, body, done) => done(null, body))
    scope.get(`${path}/choose/:uid`, (request, reply) => showChoice(context, request, reply))
    scope.post(`${path}/choose/:uid`, (request, reply) => takeChoice(context, request, reply))
  })
}

const mountSimulator = async (
  server: FastifyInstance,
  parts: SimulatorsParts,
  { shape, accounts }: Omit<ChoiceContext, 'simulator'>,
): Promise<ProviderSettings> => {
  const { publicUrl, seed, records, log, localOrigin } = parts
  const path = `/simulator/${shape.kind}`
  const issuer = `${publicUrl.origin}${path}`
  const redirectUri = redirectUriOf(publicUrl, shape.kind)
  const simulator = await createSimulator({ shape, accounts, issuer, path, redirectUri, seed, records, log })
  mountChoice(server, path, { simulator, shape, accounts })
  mountProvider(server, { provider: simulator.provider, path, publicUrl })
  const { clientId, clientSecret } = simulator
  return { issuer, clientId, clientSecret, algorithm: 'ES256', localOrigin }
}

const commonOf = ({ name, note, acr }: SimulatedPerson): Pick<SimulatedAccount, 'name' | 'note' | 'acr'> => ({
  name,
  ...(note === undefined ? {} : { note }),
  ...(acr === undefined ? {} : { acr }),
})

type Cast = SimulatorsParts['cast']

const citizenAccounts = ({ citizens }: Cast): SimulatedAccount[] =>
  citizens.map((one) => {
    const label = displayName(one.traits.birthGiven[0] ?? '', one.traits.usedFamily ?? one.traits.birthFamily)
    return { ...commonOf(one), label, claims: citizenClaims(one) }
  })

const professionalAccounts = ({ professionals }: Cast): SimulatedAccount[] =>
  professionals.map((one) => {
    const [{ given, family }] = one.situations
    return { ...commonOf(one), label: displayName(given, family), claims: professionalClaims(one) }
  })

const staffAccounts = ({ staff }: Cast): SimulatedAccount[] =>
  staff.map((one) => ({ ...commonOf(one), label: displayName(one.given, one.family), claims: staffClaims(one) }))

const simulators: Readonly<Record<SignInKind, { shape: SimulatorShape; accountsOf(cast: Cast): SimulatedAccount[] }>> =
  {
    citizens: { shape: franceConnectShape, accountsOf: citizenAccounts },
    card: { shape: cardAppShape, accountsOf: citizenAccounts },
    professionals: { shape: proSanteConnectShape, accountsOf: professionalAccounts },
    staff: { shape: staffShape, accountsOf: staffAccounts },
  }

/** Mounts simulators and gives the settings with which the sign-in edge speaks to them. Demonstration mode only. */
export const registerSimulators = async (
  server: FastifyInstance,
  parts: SimulatorsParts,
): Promise<Partial<Record<SignInKind, ProviderSettings>>> => {
  const mounted: Partial<Record<SignInKind, ProviderSettings>> = {}
  for (const kind of parts.kinds) {
    const { shape, accountsOf } = simulators[kind]
    mounted[kind] = await mountSimulator(server, parts, { shape, accounts: accountsOf(parts.cast) })
  }
  return mounted
}
