import type { Locator, Page } from 'playwright-core'

/** The sides of the product that people sign in to, and the button of each on the sign-in page. */
const doors = {
  '/my': 'Continuer avec mon identité',
  '/pro': 'Continuer avec mon identité professionnelle',
  '/console': 'Continuer avec mon identité d’agent',
} as const

/** Signs in as one of the cast (`dominique` at `/my`, `dr-moreau` at `/pro`) through the real simulator, from a page that needs it. */
export const signIn = async (page: Page, who: string, door: keyof typeof doors): Promise<void> => {
  await page.goto(door)
  await page.getByRole('link', { name: doors[door], exact: true }).click()
  await chooseInSimulator(page, who)
  await readLaw(page)
}

/** Chooses one of the cast on the simulator's page that is open, by their name in the cast, and waits to be back among our pages. */
export const chooseInSimulator = async (page: Page, who: string): Promise<void> => {
  await page.locator(`button[name="name"][value="${who}"]`).click()
  await page.waitForURL(({ pathname }) => !/^\/(simulator|sign-in)\//.test(pathname))
}

/** Says that a professional has read what the law says, where their first page of the year asks for it. */
export const readLaw = async (page: Page): Promise<void> => {
  if (new URL(page.url()).pathname !== '/pro/law') return
  await page.getByRole('main').locator('form[action="/pro/law"] button').click()
}

/** A finger that counts: one for each control it activates, as the flows' ceilings are counted. */
export interface Finger {
  click(target: Locator): Promise<void>
  clicks(): number
}

/** A finger that has not clicked yet. */
export const createFinger = (): Finger => {
  let count = 0
  return {
    click: async (target) => {
      count += 1
      await target.click()
    },
    clicks: () => count,
  }
}

/** What a person reads in the page's content, white space made single. */
export const readMain = async (page: Page): Promise<string> =>
  (await page.getByRole('main').innerText()).replace(/\s+/g, ' ').trim()
