import type { Page, Response } from 'playwright-core'

/** A page to look at: its name in reports, how a browser gets there. Gives the answer of the server, null where a form led there. */
export interface PageToSee {
  name: string
  open(page: Page): Promise<Response | null>
}

/** A page with an address. */
export const at = (address: string): PageToSee => ({ name: address, open: (page) => page.goto(address) })

/** A page that a form leads to. */
export const pressed = (name: string, open: (seen: Page) => Promise<unknown>): PageToSee => ({
  name,
  open: async (seen) => {
    await open(seen)
    return null
  },
})

/** What the first form of a page answers when it is sent as it stands. */
export const said = (address: string, press: string): PageToSee => ({
  name: `${address}, after ${press}`,
  open: async (seen) => {
    await seen.goto(address)
    await seen.getByRole('main').locator('form[method=post] button').first().click()
    await seen.waitForLoadState()
    return null
  },
})
