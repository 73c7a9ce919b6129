import type { Page } from 'playwright-core'
import { openBrowser, type ReaderOptions } from './browser.ts'
import { signIn } from './browser-errands.ts'

/** A browser of its own in which a professional of the cast has signed in: their first page. */
export const openWorkplace = async (origin: string, who: string, options: ReaderOptions = {}): Promise<Page> => {
  const page = await (await openBrowser(origin, options)).newPage()
  await signIn(page, who, '/pro')
  return page
}
