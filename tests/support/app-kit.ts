import { createHash, randomBytes } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { dominiqueIns } from './browser-fhir.ts'
import { createHttpBrowser, type Form, type HttpBrowser } from './http-browser.ts'
import type { Installation } from './installation.ts'

/** The app of the cast, as it is registered. */
export const tension = { clientId: 'tension', redirectUri: 'http://localhost:8080/simulator/tension/callback' } as const

const asRegistered = { clientId: tension.clientId, name: 'Carnet de tension', publisher: 'Éditions du Pouls' }

/** Registers the app under a branch of object identifiers, as its publisher's. */
export const registerUnder = ({ carnet }: Pick<Installation, 'carnet'>, oid: string): Promise<void> =>
  carnet.identity.recordApp({ ...asRegistered, redirectUris: [tension.redirectUri], oid })

/** Registers another address that browsers may be sent back to: where a test listens. */
export const alsoSendBackTo = ({ carnet }: Pick<Installation, 'carnet'>, address: string): Promise<void> =>
  carnet.identity.recordApp({ ...asRegistered, redirectUris: [tension.redirectUri, address] })

/** What an app asks for at the authorization server, and the secret that only it can show for the code. */
export interface Asking {
  address: string
  verifier: string
}

/** Whatever the app asks besides what it should, or leaves out. */
export type AskingChanges = Readonly<Record<string, string | undefined>>

/** The documents of the holder, their bytes, and who the holder is. */
export const everyScope = 'patient/DocumentReference.rs patient/Binary.r patient/Patient.r'

/** What an app asks for: PKCE S256, the FHIR base as `aud`. */
export const askingOf = (
  { origin, fhir }: Pick<Installation, 'origin' | 'fhir'>,
  changes: AskingChanges = {},
): Asking => {
  const verifier = randomBytes(32).toString('base64url')
  const asked = {
    response_type: 'code',
    client_id: tension.clientId,
    redirect_uri: tension.redirectUri,
    scope: everyScope,
    state: 'here',
    aud: fhir,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  }
  const given = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return { address: `${origin}/oauth/authorize?${new URLSearchParams(given).toString()}`, verifier }
}

/** A browser in which a holder has signed in, Dominique unless told. */
export const holderBrowser = async (
  { carnet, origin }: Installation,
  ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns },
): Promise<HttpBrowser & { spaceId: string }> => {
  const { spaceId, name } = await carnet.identity.findHolderByIns(ins)
  const terms = carnet.credentials.termsAt(carnet.clock.now().toISOString())
  await carnet.credentials.acceptTerms(spaceId, terms.version)
  const browser = createHttpBrowser(origin)
  const actor = { kind: 'holder', id: spaceId, name } as const
  browser.setCookie('carnet-session', await carnet.identity.openSession({ actor, spaceId, authLevel: 'substantial' }))
  return { ...browser, spaceId }
}

const hop = async (browser: HttpBrowser, address: string, form?: Form): Promise<string> =>
  (await browser.send(address, form === undefined ? {} : { form })).headers.get('location') ?? ''

/** Leads an app's request to the page that puts it to the holder; gives that page's address. */
export const beginAsking = (browser: HttpBrowser, asking: Asking): Promise<string> => hop(browser, asking.address)

/** What a holder ticks: a category of documents, whether measurements are read, or added. */
export interface Ticks {
  category?: string
  measurements?: readonly ('read' | 'add')[]
}

/** Answers on that page with one category or none, and gives where the app is told: its own address with a code, or an error. */
export const answerAsking = async (
  browser: HttpBrowser,
  page: string,
  { category, measurements = [], answer }: Ticks & { answer: 'allow' | 'deny' },
): Promise<URL> => {
  const ticked: [string, string][] = measurements.map((one) => ['measurements', one])
  if (category !== undefined) ticked.push(['category', category])
  const resumed = await hop(browser, page, [['duration', 'some-months'], ['answer', answer], ...ticked])
  return new URL(await hop(browser, resumed))
}

const answerSchema = Type.Object({
  access_token: Type.String(),
  refresh_token: Type.String(),
  expires_in: Type.Number(),
  scope: Type.String(),
  patient: Type.String(),
  id_token: Type.Optional(Type.String()),
})
const answerCheck = Compile(answerSchema)

/** What the token endpoint gives an app. */
export type AppTokens = Static<typeof answerSchema>

/** Asks the token endpoint as the app does; gives the status and the text of the answer. */
export const askTokens = async (
  { origin }: Installation,
  form: Record<string, string>,
): Promise<{ status: number; text: string }> => {
  const body = new URLSearchParams({ client_id: tension.clientId, ...form })
  const answer = await fetch(`${origin}/oauth/token`, { method: 'POST', body })
  return { status: answer.status, text: await answer.text() }
}

/** The form that a code is exchanged with. */
export const codeForm = (code: string, verifier: string): Record<string, string> => ({
  grant_type: 'authorization_code',
  code,
  code_verifier: verifier,
  redirect_uri: tension.redirectUri,
})

/** The tokens of an answer; throws where it is none. */
export const readTokens = ({ text }: { text: string }): AppTokens => answerCheck.Parse(JSON.parse(text))

/** Lets the app in for what is ticked, as the holder does on the page; gives the tokens and the code they came by. */
export const letAppIn = async (
  carnet: Installation,
  browser: HttpBrowser,
  ticked: string | (Ticks & { scope: string }),
): Promise<AppTokens & { code: string; verifier: string }> => {
  const { scope, ...ticks } = typeof ticked === 'string' ? { category: ticked, scope: everyScope } : ticked
  const asking = askingOf(carnet, { scope })
  const told = await answerAsking(browser, await beginAsking(browser, asking), { ...ticks, answer: 'allow' })
  const code = told.searchParams.get('code') ?? ''
  const tokens = readTokens(await askTokens(carnet, codeForm(code, asking.verifier)))
  return { ...tokens, code, verifier: asking.verifier }
}
