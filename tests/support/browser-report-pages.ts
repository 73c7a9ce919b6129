import type { Page } from 'playwright-core'
import type { PageToSee } from './browser-pages.ts'

/** The form for an access that is not recognised, at its address; what it says when a reason is missing; where it leads. */
export const pagesOfReport = (address: string): PageToSee[] => {
  const send = async (page: Page, choose: boolean): Promise<null> => {
    await page.goto(address)
    if (choose) await page.locator('input[name=reason]').first().check()
    await page.getByRole('main').locator('form[method=post] button').click()
    return null
  }
  return [
    { name: address, open: (page) => page.goto(address) },
    { name: `${address}, without a reason`, open: (page) => send(page, false) },
    { name: `${address}, after sending`, open: (page) => send(page, true) },
  ]
}
