import { decodeJwt, SignJWT, generateKeyPair } from 'jose'
import { holderBrowser, letAppIn, registerUnder, type AppTokens } from '../../../tests/support/app-kit.ts'
import type { MeasurementSaying } from '../../../src/reference/measurement-entry.ts'
import { createMerging, type Someone } from '../../../tests/support/merging.ts'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'

/** An answer of the measurement service. */
export interface ServiceAnswer {
  status: number
  text: string
  body: unknown
}

/** What the app that comes knows of one person, and what it shows. */
export interface Paired {
  spaceId: string
  assignAuth: string
  idPe: string
  access: string
  identity: string
}

/** Which tokens a case shows: those of the person, or faulty ones in their place. */
export type TokenCase =
  | 'ok'
  | 'idpe-other'
  | 'no-write-consent'
  | 'id-token-invalid'
  | 'access-token-expired'
  | 'oid-conflict'

/** The branch of object identifiers that the app of the tests stands under. */
export const editorOid = '1.3.6.1.4.1.99999.10'

const everything = 'openid patient/Observation.crs'

const pairedBy = (spaceId: string, { access_token: access, id_token: identity = '' }: AppTokens): Paired => {
  const { assignAuth, idPe } = decodeJwt<{ assignAuth: string; idPe: string }>(identity)
  return { spaceId, assignAuth, idPe, access, identity }
}

/** The service, an app at it, and as many persons with an empty space as are wanted. */
export const openMeasureService = async () => {
  const carnet: Installation = await openInstallation({ examples: false })
  await registerUnder(carnet, editorOid)
  const { someone } = createMerging(() => carnet, 300)
  const pair = async (one: Someone, measurements: readonly ('read' | 'add')[]): Promise<Paired> => {
    const browser = await holderBrowser(carnet, one.ins)
    return pairedBy(one.spaceId, await letAppIn(carnet, browser, { measurements, scope: everything }))
  }
  /** A person who is new, and the app let in for what they tick. */
  const newcomer = async (measurements: readonly ('read' | 'add')[] = ['read', 'add']): Promise<Paired> =>
    pair(await someone(), measurements)
  const send = async (paired: Paired, path: string, body?: string): Promise<ServiceAnswer> => {
    const answer = await fetch(`${carnet.origin}/measurements${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${paired.access}`,
        'id-token': paired.identity,
        ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
      },
      ...(body === undefined ? {} : { body }),
    })
    const text = await answer.text()
    const json: unknown = text === '' ? undefined : JSON.parse(text)
    return { status: answer.status, text, body: json }
  }
  /** What stands already when a case begins, noted by the person. */
  const keep = async ({ spaceId }: Paired, sayings: readonly MeasurementSaying[]): Promise<void> => {
    const actor = { kind: 'holder', id: spaceId, name: '' } as const
    const visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } } as const
    await carnet.carnet.observations.addMeasurements(visitor, { spaceId }, sayings)
  }
  return { carnet, newcomer, send, keep, close: () => carnet.close() }
}

/** The service as tests drive it. */
export type MeasureService = Awaited<ReturnType<typeof openMeasureService>>

const forge = async (identity: string): Promise<string> => {
  const { privateKey } = await generateKeyPair('ES256')
  return new SignJWT(decodeJwt(identity)).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)
}

/** The same person with the tokens of a case. The publisher of a conflict is another one since the token was made; a token that is over is answered as one whose signature is none. */
export const withTokens = async (service: MeasureService, paired: Paired, tokens: TokenCase): Promise<Paired> => {
  if (tokens === 'ok') return paired
  if (tokens === 'no-write-consent') return service.newcomer(['read'])
  if (tokens === 'id-token-invalid') return { ...paired, identity: await forge(paired.identity) }
  if (tokens === 'access-token-expired') return { ...paired, access: `${paired.access.slice(0, -4)}AAAA` }
  if (tokens === 'idpe-other') return { ...paired, identity: (await service.newcomer()).identity }
  await registerUnder(service.carnet, '1.3.6.1.4.1.99999.11')
  const other = await service.newcomer()
  await registerUnder(service.carnet, editorOid)
  return { ...paired, identity: other.identity }
}
