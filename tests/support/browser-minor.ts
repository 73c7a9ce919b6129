import type { BrowserContext } from 'playwright-core'
import { loadCast } from '../../src/reference/load-cast.ts'
import type { Identifier } from '../../src/reference/document-entry.ts'
import { signIn } from './browser-errands.ts'
import { searchPatient } from './browser-patient.ts'
import { holderOf } from './corrections-bench.ts'
import type { Installation } from './installation.ts'
import { linksOf } from './browser-pages.ts'
import { at, type PageToSee } from './page-to-see.ts'

/** Opens the space of a child, by a parent of theirs. */
export const openMinor = async ({ carnet }: Installation, ins: Identifier, parent: Identifier): Promise<void> => {
  const [person, holder] = await Promise.all([ins, parent].map((one) => carnet.register.findPersonByIns(one)))
  const spaceId = holder?.spaceId ?? ''
  const opening = { personIds: [person?.id ?? ''], stated: true }
  await carnet.enrolment.families.openChildren(holderOf(spaceId), spaceId, opening)
}

/**
 * Signs a minor in to the space that a parent opened for them, as an installation does whose law lets them in: the parameter
 * `minorEntryYears` says at what age, and today none.
 */
export const signInMinor = async ({ carnet, origin }: Installation, context: BrowserContext, ins: Identifier) => {
  const spaceId = (await carnet.register.findPersonByIns(ins))?.spaceId ?? ''
  const terms = carnet.credentials.termsAt(carnet.clock.now().toISOString())
  await carnet.credentials.acceptTerms(spaceId, terms.version)
  const { actor } = holderOf(spaceId)
  const value = await carnet.identity.openSession({ actor, spaceId, authLevel: 'substantial' })
  await context.addCookies([{ name: 'carnet-session', value, url: origin }])
}

/** Lists what a minor who signed in sees of their privacy. */
export const minorPages = async (context: BrowserContext): Promise<PageToSee[]> => {
  const page = await context.newPage()
  const [document = ''] = await linksOf(page, '/my/privacy', /\/my\/documents\//)
  await page.close()
  const keep: PageToSee = {
    name: '/my/privacy, after keeping',
    open: async (seen) => {
      await seen.goto('/my/privacy')
      await seen.getByRole('main').locator('form[method=post] button').first().click()
      return null
    },
  }
  const show = `/my/privacy/${document.split('/').at(-1)}/show`
  return [at('/my/more'), at('/my/privacy'), keep, at('/my/privacy'), at(show)]
}

/** Lists what a professional sees who sees Léa alone; the newest of her documents is theirs, and hidden from her parents. */
export const alonePages = async (context: BrowserContext): Promise<PageToSee[]> => {
  const page = await context.newPage()
  await signIn(page, 'dr-moreau', '/pro')
  await searchPatient(page, loadCast().holders.find(({ name }) => name === 'lea')?.ins.value ?? '')
  const record = new URL(page.url()).pathname
  await page.goto(`${record}/secret-visit`)
  await page.getByRole('button').last().click()
  const documents = await linksOf(page, `${record}/documents`, /\/documents\/[\w-]+$/)
  const opening: string[] = []
  for (const document of documents) opening.push(...(await linksOf(page, document, /\/open$/)))
  await page.close()
  return [`${record}/secret-visit`, `${record}/documents`, ...documents, ...opening].map(at)
}
