import { at, pressed, type PageToSee } from './page-to-see.ts'

/** The pages of sharing, one press after the other: a code, its end, somebody by name, an administrator named and dismissed. */
export const sharingPages = (document: string, party: string): PageToSee[] => {
  const search = (typed: string): PageToSee =>
    pressed(`/my/share/with, ${typed}`, async (seen) => {
      await seen.goto('/my/share')
      await seen.locator('#name').fill(typed)
      await seen.locator('form[action="/my/share/with"] button').click()
    })
  const send = (address: string): PageToSee =>
    pressed(`${address}, sent`, async (seen) => {
      await seen.goto(address)
      await seen.getByRole('main').locator('form[method=post] button').first().click()
    })
  return [
    at('/my/share'),
    at(`${document}/share`),
    send('/my/share'),
    pressed('a share, its code no longer shown', async (seen) => {
      await seen.reload()
    }),
    at('/my/access'),
    search('petit'),
    search('nobody of this name'),
    search('e'),
    at(`${party}/share`),
    send(`${party}/share`),
    pressed('a share that is stopped', async (seen) => {
      await seen.goto('/my/access')
      await seen.locator('form[action^="/my/share/"] button').first().click()
    }),
    at('/my/share/00000000-0000-4000-8000-000000000000'),
    at(`${party}/trust`),
    send(`${party}/trust`),
    at(party),
    at(`${party}/dismiss`),
    send(`${party}/dismiss`),
  ]
}
