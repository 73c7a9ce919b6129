import type { BrowserContext } from 'playwright-core'
import { signIn } from './browser-errands.ts'
import { closeLoaded, linksOf } from './browser-pages.ts'
import { at, type PageToSee } from './page-to-see.ts'

const pressedWithFaults = (address: string): PageToSee => ({
  name: `${address}, with faults`,
  open: async (page) => {
    await page.goto(address)
    await page.getByRole('main').locator('form[method=post] button').first().click()
    return null
  },
})

/** Signs in the parent of `openTwoParents` who asks, and lists what he sees of it, and of a child's record. */
export const parentPages = async (context: BrowserContext): Promise<PageToSee[]> => {
  const page = await context.newPage()
  await signIn(page, 'paul', '/my')
  const [invite = ''] = await linksOf(page, '/my/children', /\/invite$/)
  const [withdraw = ''] = await linksOf(page, '/my/children', /\/invite\/withdraw$/)
  const [record = ''] = await linksOf(page, '/my/children', /\/children\/[^/]+\/documents$/)
  const ofChild = ['documents', 'search', 'history', 'check'].map((place) => at(record.replace('documents', place)))
  await closeLoaded(page)
  return [...['/my/children', invite].map(at), pressedWithFaults(invite), at(withdraw), ...ofChild]
}

/** Signs in the parent of `openTwoParents` who is asked, and lists what she sees of it. */
export const invitedPages = async (context: BrowserContext): Promise<PageToSee[]> => {
  const page = await context.newPage()
  await signIn(page, 'sophie', '/my')
  const [request = ''] = await linksOf(page, '/my/children', /\/my\/children\/requests\//)
  await closeLoaded(page)
  return [...['/my', '/my/children', request].map(at), pressedWithFaults(request)]
}
