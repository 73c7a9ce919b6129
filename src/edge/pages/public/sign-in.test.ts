import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../../../../tests/support/browser.ts'
import { findFaultsInEveryView } from '../../../../tests/support/browser-inspection.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import {
  holder,
  rememberingMeans,
  startOwnMeansServer,
  type OwnMeansServer,
} from '../../../../tests/support/own-means-server.ts'
import { fakeParts } from '../../../../tests/support/pages/fake-parts.ts'
import { startPages } from '../../../../tests/support/pages/start-pages.ts'
import type { PagesParts } from '../parts.ts'

let database: TestDatabase
let here: OwnMeansServer

before(async () => {
  database = await createTestDatabase()
  const doors = ['citizens', 'card', 'professionals', 'staff'] as const
  here = await startOwnMeansServer({ database: database.app, ownMeans: rememberingMeans(['email']), pages: { doors } })
})

after(async () => {
  await here.close()
  await database.drop()
})

/** The ways to sign in that a page shows, in order. */
const waysOn = (html: string): string[] =>
  [...html.matchAll(/(?:href="(\/sign-in\/\w[^"]*|\/open)")|(data-passkey)/g)].map(
    ([, href, passkey]) => href ?? passkey ?? '',
  )

const draw = async (doors: PagesParts['doors'], address = '/sign-in'): Promise<string> =>
  (await (await startPages(fakeParts(undefined, { doors }))).inject({ url: address })).body

test('every way in, the passkey first; each remembers where the visitor was heading', async () => {
  const html = await (await fetch(`${here.url}/sign-in?return_to=%2Fmy%2Faccess`)).text()
  assert.deepEqual(waysOn(html), [
    'data-passkey',
    '/sign-in/citizens?return_to=%2Fmy%2Faccess',
    '/sign-in/card?return_to=%2Fmy%2Faccess',
    '/sign-in/password?return_to=%2Fmy%2Faccess',
    '/open',
    '/sign-in/lost',
    '/sign-in/professionals',
  ])
  assert.match(html, /data-return-to="\/my\/access"/)
})

test('only what is configured is offered', async () => {
  assert.deepEqual(waysOn(await draw(['citizens', 'professionals'])), [
    '/sign-in/citizens',
    '/open',
    '/sign-in/professionals',
  ])
})

test('whom to call is said with the number, where the installation has one', async () => {
  const helpPhone = '01 23 45 67 89'
  const page = await (await startPages(fakeParts(undefined, { helpPhone }))).inject({ url: '/sign-in' })
  assert.match(page.body, /Besoin d’aide \? Appelez le service d’aide au <a href="tel:0123456789">01 23 45 67 89<\/a>/)
  assert.match(await draw(['citizens']), /Son numéro est sur votre lettre/)
})

test('whoever was heading for the console finds its door alone, or that it is not configured', async () => {
  const address = '/sign-in?return_to=%2Fconsole%2Fcampaigns'
  assert.deepEqual(waysOn(await draw(['citizens', 'staff'], address)), [
    '/sign-in/staff?return_to=%2Fconsole%2Fcampaigns',
  ])
  const without = await draw(['citizens', 'professionals'], address)
  assert.deepEqual(waysOn(without), [])
  assert.match(without, /La console n’est pas configurée/)
})

test('a step that asks for a fresh proof says so, and that nothing is done', async () => {
  const html = await draw(['citizens'], '/sign-in?again=1&return_to=%2Fmy%2Fclose')
  assert.match(html, /role="status"[^>]*autofocus.*Confirmez que c’est bien vous/s)
})

test('where holders have no means of their own, their pages are not there', async () => {
  const server = await startPages(fakeParts(undefined))
  for (const url of ['/sign-in/password', '/sign-in/second-factor'])
    assert.equal((await server.inject({ url })).statusCode, 404)
})

for (const lang of ['fr', 'en'] as const) {
  test(`the pages of own means have no barrier for any reader, faults included: ${lang}`, async () => {
    const context = await openBrowser(here.url, { javaScript: true })
    await context.addCookies([{ name: 'carnet-lang', value: lang, url: here.url }])
    const page = await context.newPage()
    const send = (): Promise<void> => page.getByRole('main').locator('button[type=submit]').first().click()
    const faults: string[] = []
    const look = async (what: string): Promise<void> => {
      const found = await findFaultsInEveryView(page)
      faults.push(...found.map((fault) => `${what}: ${fault}`))
    }
    await page.goto('/sign-in')
    await look('every way')
    await page.goto('/sign-in?again=1&return_to=%2Fconsole')
    await look('the console')
    await page.goto('/sign-in/password')
    await look('the password')
    await send()
    await look('an empty password')
    assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), 'alert')
    await page.locator('#login').fill(holder.login)
    await page.locator('#password').fill(holder.password)
    await send()
    await look('the code')
    await page.locator('#code').fill('1')
    await send()
    await look('a wrong code')
    assert.deepEqual(faults, [])
    await context.close()
  })
}
