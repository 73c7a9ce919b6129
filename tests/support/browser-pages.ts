import type { BrowserContext, Page } from 'playwright-core'
import { dominiqueIns } from './browser-fhir.ts'
import { openInEmergency } from './browser-patient.ts'
import { signIn } from './browser-errands.ts'
import { sightPages } from './sight-pages.ts'
import { searchPages } from './browser-search-pages.ts'
import { sharingPages } from './browser-sharing-pages.ts'
import { arrangingPages } from './browser-arranging-pages.ts'
import { appPages } from './browser-app-pages.ts'
import { at, pressed, said, type PageToSee } from './page-to-see.ts'
import { workplacePages } from './browser-workplace-pages.ts'
import { measurePages } from './browser-measure-pages.ts'
import { objectionPages } from './browser-objection-pages.ts'
import { lifePages } from './browser-life-pages.ts'
import { feedPages } from './browser-feed-pages.ts'
import { pagesOfReport } from './browser-report-pages.ts'

export type { PageToSee } from './page-to-see.ts'

/** Closes a page that a press may just have led on: Chromium can forget to close one that still loads, and never says so. */
export const closeLoaded = async (page: Page): Promise<void> => {
  await page.waitForLoadState()
  await page.close()
}

/** The addresses of a page's links that fit a pattern. */
export const linksOf = async (page: Page, address: string, pattern: RegExp): Promise<string[]> => {
  await page.goto(address)
  const links = await page.getByRole('link').all()
  const found = await Promise.all(links.map((link) => link.getAttribute('href')))
  return [...new Set(found.flatMap((href) => (href !== null && pattern.test(href) ? [href] : [])))]
}

const firstPages = [
  '/my',
  '/my/documents',
  '/my/documents?year=2026',
  '/my/documents?year=2020',
  '/my/documents/add',
  '/my/documents/bin',
  '/my/values',
  '/my/values?period=1',
  '/my/access',
  '/my/more',
]

/** Signs Dominique in and lists every page of her space, what follows an act included. */
export const citizenPages = async (context: BrowserContext): Promise<PageToSee[]> => {
  const page = await context.newPage()
  await signIn(page, 'dominique', '/my')
  const documents = await linksOf(page, '/my/documents', /^\/my\/documents\/[0-9a-f-]{36}$/)
  const parties = await linksOf(page, '/my/access', /^\/my\/access\/professionals\/[\w-]+$/)
  const whys = await linksOf(page, '/my/access', /^\/my\/access\/history\/\d+$/)
  const [report = ''] = await linksOf(page, '/my/access', /^\/my\/access\/history\/\d+\/report$/)
  const [document = '', party = ''] = [documents[0], parties[0]]
  await closeLoaded(page)
  return [
    ...firstPages.map(at),
    ...measurePages(),
    ...[
      '/my/security',
      '/my/security/contact',
      '/my/security/password',
      '/my/children',
      '/my/copy',
      '/my/close',
      '/my/close/archive',
      '/my/close/erase',
    ].map(at),
    said('/my/security/password', 'nothing typed'),
    ...['/my/close/erase/copy', '/my/close/archive/now', '/my/close/erase/now'].map(at),
    ...searchPages('/my/search'),
    at('/my/access/emergency'),
    said('/my/access/emergency', 'saving'),
    at('/my/access/new-documents'),
    ...['/my/access/history', '/my/access/check', '/my/settings/display', '/my/terms', '/my/terms/refused'].map(at),
    ...['/my/no-such-page', '/who-can-see', '/my/talk-first'].map(at),
    ...[...documents, ...sightPages(document, parties, whys)].map(at),
    ...sharingPages(document, party),
    ...appPages(),
    ...arrangingPages(document, party),
    at('/my/objections'),
    ...objectionPages(document),
    ...pagesOfReport(report),
    ...lifePages(documents.at(-1) ?? ''),
    at('/my/notices'),
    said('/my/notices', 'saving'),
    at('/my/documents/00000000-0000-4000-8000-000000000000'),
    at('/my/pause'),
    said('/my/pause', 'pausing'),
    ...['/my', '/my/pause', party, `${document}/who-sees`].map(at),
    said('/my/access', 'ending the pause'),
    said('/my/close/archive/now', 'closing'),
    at('/my/documents'),
    at('/my/copy'),
    said('/my/space/erase', 'asking for erasure'),
    said('/my/space', 'reopening'),
  ]
}

/** Signs a holder in whose space is empty, and lists the pages that say so. */
export const emptyPages = async (context: BrowserContext): Promise<PageToSee[]> => {
  const page = await context.newPage()
  await signIn(page, 'paul', '/my')
  await closeLoaded(page)
  return ['/my', '/my/documents', '/my/values', '/my/access', '/my/access/history', '/my/children'].map(at)
}

/** Signs the second in charge in (an operator too), and lists the pages of the console, faults and what follows a deed included. */
export const consolePages = async (context: BrowserContext): Promise<PageToSee[]> => {
  const page = await context.newPage()
  await signIn(page, 'reviewer', '/console')
  const [campaign = ''] = await linksOf(page, '/console/campaigns', /^\/console\/campaigns\/[0-9a-f-]{36}$/)
  const [exception = ''] = await linksOf(page, '/console/exceptions', /^\/console\/exceptions\/[0-9a-f-]{36}$/)
  const suspicions = await linksOf(page, '/console/accesses', /^\/console\/accesses\/[0-9a-f-]{36}$/)
  const objections = await linksOf(page, '/console/objections', /^\/console\/objections\/[0-9a-f-]{36}$/)
  const disputes = await linksOf(page, '/console/disputes', /^\/console\/disputes\/[0-9a-f-]{36}$/)
  const approval = await askInBrowser(page, '/console/campaigns/letters/proof-closure-1')
  const place = await openCaseInBrowser(page)
  await closeLoaded(page)
  return [
    ...[
      '/console',
      '/console/emergencies',
      '/console/campaigns',
      '/console/campaigns/new',
      '/console/campaigns/letters',
    ].map(at),
    ...['opening-1', 'proof-closure-1', 'mail-noticed-1'].map((one) => at(`/console/campaigns/letters/${one}`)),
    ...[campaign, `${campaign}/report`, `${campaign}/resume`, '/console/exceptions', exception].map(at),
    ...[
      '/console/persons',
      '/console/persons?ended=1',
      place,
      `${place}/close`,
      `${place}/suspend`,
      `${place}/record-death`,
    ].map(at),
    ...['/console/codes', '/console/objections', ...objections.slice(0, 1)].map(at),
    ...feedPages,
    ...['/console/disputes', ...disputes.slice(0, 1)].map(at),
    ...['/console/accesses', ...suspicions.slice(0, 1)].map(at),
    ...[
      '/console/approvals',
      approval,
      '/console/refusals',
      '/console/refusals?reason=control',
      '/console/refusals?reason=control&late=1',
      '/console/no-such-page',
    ].map(at),
    at('/console/refusals?reason=&from=x'),
  ]
}

/** Asks a second person to approve a wording, once; gives the address of what waits. */
const askInBrowser = async (page: Page, text: string): Promise<string> => {
  await page.goto(text)
  const button = page.getByRole('main').locator('button[type=submit]')
  if ((await button.count()) > 0) await button.click()
  const [approval = ''] = await linksOf(page, '/console/approvals', /^\/console\/approvals\/[0-9a-f-]{36}$/)
  return approval
}

/** Says who somebody is at the desk; gives the address of the case. */
const openCaseInBrowser = async (page: Page): Promise<string> => {
  await page.goto('/console/persons')
  await page.locator('#reason').selectOption('letter')
  await page.locator('#ins').fill(dominiqueIns)
  await page.locator('#birthDate').fill('28/03/1979')
  await page.locator('#postalCode').fill('75013')
  await page.getByRole('main').locator('button[type=submit]').click()
  return new URL(page.url()).pathname
}

/** Signs the agent of the counter in, and lists the pages of a session: its start, its mandate, its tasks, its receipt. */
export const counterPages = async (context: BrowserContext): Promise<PageToSee[]> => {
  const page = await context.newPage()
  await signIn(page, 'counter-agent', '/console')
  const begin = async (seen: Page): Promise<string> => {
    await seen.goto('/console/counter')
    await seen.locator('#place').fill('Mairie de Mende')
    await seen.locator('#ins').fill('188074809500241')
    await seen.locator('#birthDate').fill('02/07/1988')
    await seen.locator('input[value=passport]').check()
    await seen.locator('input[value=self]').check()
    await seen.getByRole('main').locator('button[type=submit]').click()
    return new URL(seen.url()).pathname
  }
  await begin(page)
  await page.getByRole('main').locator('button[value=paper]').click()
  const session = new URL(page.url()).pathname
  await closeLoaded(page)
  return [
    at('/console/counter'),
    pressed('/console/counter, with faults', async (seen) => {
      await seen.goto('/console/counter')
      await seen.getByRole('main').locator('button[type=submit]').click()
    }),
    at(session),
    ...['open?still=1', 'new-code', 'oppose'].map((task) => at(`${session}/${task}`)),
    pressed('/console/counter, a mandate', begin),
    at(session),
    at('/console/counter?over=1'),
  ]
}

const searched = (name: string, ins: string): PageToSee => ({
  name,
  open: async (page) => {
    await page.goto('/pro')
    await page.locator('#ins').fill(ins)
    await page.getByRole('main').locator('button[type=submit]').first().click()
    return null
  },
})

/** Signs her treating doctor in and lists the pages of professionals, faults and the refusal included. */
export const professionalPages = async (context: BrowserContext): Promise<PageToSee[]> => {
  const page = await context.newPage()
  await signIn(page, 'dr-moreau', '/pro')
  const check = searched('/pro, found', dominiqueIns)
  await check.open(page)
  const record = new URL(page.url()).pathname
  const documents = await linksOf(page, `${record}/documents`, /\/documents\/[\w-]+$/)
  const blocks = await linksOf(page, `${record}/access`, /\/access\/[\w-]+\/block$/)
  await closeLoaded(page)
  return [
    ...['/pro', '/pro/law', record, `${record}/documents`, `${record}/documents?year=2020`, '/pro/no-such-page'].map(
      at,
    ),
    ...workplacePages(record),
    ...documents.slice(0, 4).map(at),
    ...['/pro/consent', `${record}/access`, '/pro/disputes', '/pro/requests'].map(at),
    pressed('/pro/consent, with faults', async (seen) => {
      await seen.goto('/pro/consent')
      await seen.getByRole('main').locator('button[type=submit]').click()
    }),
    ...blocks.slice(0, 1).map(at),
    searched('/pro, with a code that opens nothing', '2222-2222'),
    searched('/pro, with a mistake in a code', '2222-222O'),
    searched('/pro, with a fault', '1234'),
    searched('/pro, refused', '299035121518960'),
    check,
    at('/pro/emergency'),
    { name: '/pro/emergency, with faults', open: async (seen) => openInEmergency(seen, '') },
    at(`${record}/emergency`),
    { name: '/pro/emergency, opened', open: async (seen) => openInEmergency(seen, dominiqueIns) },
    ...[`${record}/emergency`, record, '/pro'].map(at),
  ]
}
