import type { Page } from 'playwright-core'
import { askingOf } from './app-kit.ts'
import { at, pressed, type PageToSee } from './page-to-see.ts'

const ask = async (seen: Page): Promise<void> => {
  const { origin } = new URL(seen.url())
  await seen.goto(askingOf({ origin, fhir: `${origin}/fhir` }, { redirect_uri: `${origin}/` }).address)
}

/** The pages of apps: what one asks, a fault, one let in, the way to stop it, what follows, a request that is over. */
export const appPages = (): PageToSee[] => [
  at('/my/apps'),
  pressed('what an app asks', ask),
  pressed('what an app asks, nothing ticked', (seen) => seen.locator('button[value=allow]').click()),
  pressed('the app that was let in', async (seen) => {
    await seen.locator('input[name=category]').first().check()
    await seen.locator('button[value=allow]').click()
    await seen.waitForURL('/?code=*')
  }),
  at('/my/apps'),
  at('/my/access'),
  pressed('before an app is stopped', async (seen) => {
    await seen.goto('/my/apps')
    await seen.getByRole('main').locator('a.button').first().click()
  }),
  pressed('an app that is stopped', (seen) => seen.getByRole('main').locator('form[method=post] button').click()),
  at('/my/apps/allow/over'),
]
