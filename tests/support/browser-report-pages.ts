import type { Page, Response } from 'playwright-core'

/** The form for an access that is not recognised, at its address; what it says when a reason is missing; where it leads. */
export const pagesOfReport = (address: string) => {
  const send = async (page: Page, choose: boolean): Promise<null> => {
    await page.goto(address)
    if (choose) await page.locator('input[name=reason]').first().check()
    await page.getByRole('main').locator('form[method=post] button').click()
    return null
  }
  return [
    { name: address, open: (page: Page): Promise<Response | null> => page.goto(address) },
    { name: `${address}, without a reason`, open: (page: Page) => send(page, false) },
    { name: `${address}, after sending`, open: (page: Page) => send(page, true) },
  ]
}
