import { searchPages } from './browser-search-pages.ts'
import { at, pressed, type PageToSee } from './page-to-see.ts'

/** The pages of the workplace on one record, in the order of a visit: a filter that finds nothing, a deposit, its end, one's own activity. */
export const workplacePages = (record: string): PageToSee[] => {
  const deposit = pressed('a deposit, to be checked', async (seen) => {
    await seen.goto(`${record}/deposit`)
    await seen.locator('#text').fill('Tension normale.')
    await seen.getByRole('main').locator('button[type=submit]').click()
  })
  const own = (what: 'withdraw' | 'open'): PageToSee =>
    pressed(`a document of one's own, ${what}`, async (seen) => {
      const path = new URL(seen.url()).pathname.replace(/\/(withdraw|open)$/, '')
      await seen.goto(`${path}/${what}`)
    })
  const send = pressed('a deposit, sent', async (seen) => {
    await seen.locator('input[value=announced]').check()
    await seen.locator('form[action$="/send"] button').first().click()
  })
  return [
    at(`${record}/documents?own=1`),
    at(`${record}/documents?new=1&sort=created`),
    ...['values', 'measures', 'measures/1'].map((page) => at(`${record}/${page}`)),
    ...searchPages(`${record}/search`),
    pressed('a filter that finds nothing', async (seen) => {
      await seen.goto(`${record}/documents`)
      await seen.locator('#find').fill('nothing of this name')
      await seen.locator('#find').press('Enter')
    }),
    at(`${record}/deposit`),
    pressed('a deposit without a file', async (seen) => {
      await seen.goto(`${record}/deposit`)
      await seen.getByRole('main').locator('button[type=submit]').click()
    }),
    pressed('a deposit that names somebody else', async (seen) => {
      await seen.goto(`${record}/deposit`)
      await seen.locator('#text').fill('Patient : DUPONT Jean. Vu le 12/03/2026. Ordonnance.')
      await seen.getByRole('main').locator('button[type=submit]').click()
    }),
    pressed('a deposit that names somebody else, sent unseen', async (seen) => {
      await seen.locator('form[action$="/send"] button').first().click()
    }),
    deposit,
    pressed('a deposit, with faults', async (seen) => {
      await seen.locator('#day').fill('hier')
      await seen.locator('form[action$="/send"] button').first().click()
    }),
    deposit,
    send,
    own('open'),
    own('withdraw'),
    pressed('a withdrawal without a reason', async (seen) => {
      await seen.locator('form[action$="/withdraw"] button').first().click()
    }),
    at('/pro/traits'),
    pressed('/pro/traits, with faults', async (seen) => {
      await seen.goto('/pro/traits')
      await seen.getByRole('main').locator('button[type=submit]').click()
    }),
    ...['/pro/activity', '/pro/feeds'].map(at),
    at('/pro/activity?deposits=1&secret=yes&from=01%2F02%2F2026'),
    at('/pro/activity?from=hier'),
  ]
}
