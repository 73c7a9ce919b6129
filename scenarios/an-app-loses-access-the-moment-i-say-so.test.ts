import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { after, before, test } from 'node:test'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  discovery,
  None,
  refreshTokenGrant,
  type Configuration,
} from 'openid-client'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { chooseInSimulator, createFinger, readMain } from '../tests/support/browser-errands.ts'
import { openSoftware } from '../tests/support/browser-fhir.ts'
import { alsoSendBackTo, askingOf, tension } from '../tests/support/app-kit.ts'
import { freePort } from '../tests/support/free-port.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { at, listAt } from '../tests/support/json-path.ts'

let carnet: Installation
let citizen: BrowserContext
let page: Page
let app: Configuration
let listener: Server
let callback: string
let tokens: Awaited<ReturnType<typeof authorizationCodeGrant>>
before(async () => {
  carnet = await openInstallation()
  // the app itself, on the person's machine
  listener = createServer((_request, answer) => answer.end('back in the app'))
  const port = await freePort()
  listener.listen(port, 'localhost')
  callback = `http://localhost:${port}/callback`
  await alsoSendBackTo(carnet, callback)
  citizen = await openBrowser(carnet.origin)
  page = await citizen.newPage()
  const metadata = { token_endpoint_auth_method: 'none' }
  app = await discovery(new URL(`${carnet.origin}/oauth`), tension.clientId, metadata, None(), {
    execute: [allowInsecureRequests],
  })
})
after(async () => {
  listener.close()
  await carnet.close()
})

const patient = (): string => String(at(tokens, 'patient'))

const look = async (token: string): Promise<{ status: number; types: string[] }> => {
  const address = `${carnet.fhir}/DocumentReference?patient=Patient/${patient()}&status=current`
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
  const entries = listAt(JSON.parse(await answer.text()), 'entry')
  return { status: answer.status, types: entries.map((entry) => String(at(entry, 'resource.type.coding.0.code'))) }
}

test('the app brings her to her space: who it is, nothing ticked, an end, two buttons alike', async () => {
  const asking = askingOf(carnet, { redirect_uri: callback })
  await page.goto(asking.address)
  await page.getByRole('link', { name: 'Continuer avec mon identité', exact: true }).click()
  await chooseInSimulator(page, 'dominique')
  const said = await readMain(page)
  assert.match(said, /Carnet de tension demande un accès à votre espace Éditeur : Éditions du Pouls/)
  assert.match(said, /Elle ne pourra rien ajouter ni changer/)
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0)
  const buttons = page.getByRole('main').getByRole('button')
  assert.deepEqual(await buttons.allInnerTexts(), ['Autoriser', 'Ne pas autoriser'])
  const [one, other] = await buttons.evaluateAll((all) => all.map((button) => button.className))
  assert.equal(one, other)
  await checkAccessibility(citizen, [page.url()])
  await page.getByRole('button', { name: 'Autoriser', exact: true }).click()
  assert.match(await readMain(page), /Cochez au moins une case/)
  await checkAccessibility(citizen, [page.url()])
  await page.getByRole('checkbox', { name: 'Biologie' }).check()
  await page.getByRole('button', { name: 'Autoriser', exact: true }).click()
  await page.waitForURL(`${callback}**`)
  const checks = { pkceCodeVerifier: asking.verifier, expectedState: 'here' }
  tokens = await authorizationCodeGrant(app, new URL(page.url()), checks)
  assert.ok((tokens.expires_in ?? 0) <= 300)
})

test('it reads the kind she ticked and no other; she is told of its first look, and reads of each', async () => {
  const { status, types } = await look(tokens.access_token)
  assert.equal(status, 200)
  assert.deepEqual([...new Set(types)], ['11502-2'])
  assert.ok((await openSoftware(carnet, 'dominique').then((own) => own.listDocuments())).ids.size > types.length)
  assert.match((await carnet.mails()).at(-1) ?? '', /dominique@example\.org/)
  await page.goto('/my/access')
  const said = await readMain(page)
  assert.match(said, /Carnet de tension .*application que vous avez autorisée.*Consultation de la liste des documents/)
  await page.goto('/my/apps')
  assert.match(
    await readMain(page),
    /Carnet de tension Éditeur : Éditions du Pouls Lit : Résultats de biologie\. jusqu’au/,
  )
  await checkAccessibility(citizen, [page.url()])
  const own = await openSoftware(carnet, 'dominique')
  const { text } = await own.get(`AuditEvent?patient=Patient/${patient()}&agent-name=Carnet%20de%20tension`)
  assert.match(text, /"name":"Carnet de tension"/)
})

test('stopped in three clicks, it is refused at the very next request, its token not over yet', async () => {
  assert.equal((await look(tokens.access_token)).status, 200)
  await page.goto('/my')
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Accès', exact: true }))
  await finger.click(page.getByRole('link', { name: 'Arrêter Carnet de tension' }))
  const question = page.url()
  assert.match(await readMain(page), /Ce qu’elle a déjà copié reste chez son éditeur/)
  await checkAccessibility(citizen, [question])
  await finger.click(page.getByRole('button', { name: 'Arrêter cette application' }))
  assert.ok(finger.clicks() <= 3, `${finger.clicks()} clicks`)
  assert.equal((await look(tokens.access_token)).status, 403)
  await assert.rejects(refreshTokenGrant(app, tokens.refresh_token ?? ''), { error: 'invalid_grant' })
  assert.match(await readMain(page), /Cette application est arrêtée.*Aucune application n’entre dans votre espace/)
  await page.goto('/my/access/history')
  assert.match(await readMain(page), /Carnet de tension.*Application sans accord du titulaire/)
})

test('not allowed: the app is told, and nothing opens', async () => {
  await page.goto(askingOf(carnet, { redirect_uri: callback }).address)
  await page.getByRole('button', { name: 'Ne pas autoriser' }).click()
  await page.waitForURL(`${callback}**`)
  assert.equal(new URL(page.url()).searchParams.get('error'), 'access_denied')
  await page.goto('/my/apps')
  assert.match(await readMain(page), /Aucune application/)
})

test('a request that is over says so', async () => {
  await page.goto('/my/apps/allow/over')
  assert.match(await readMain(page), /Cette demande est terminée/)
})
