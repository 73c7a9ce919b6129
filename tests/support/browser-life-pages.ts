import type { Page } from 'playwright-core'
import { at, pressed, said, type PageToSee } from './page-to-see.ts'

const press = (page: Page) => page.getByRole('main').locator('form[method=post] button').first().click()

/** The pages on which a holder asks for a document that is missing. */
const requestPages: PageToSee[] = [
  ...['/my/requests', '/my/requests/new'].map(at),
  pressed('/my/requests/new, choosing nobody', async (page) => {
    await page.goto('/my/requests/new')
    await page.locator('form[method=post] button[type=submit]').last().click()
  }),
  pressed('/my/requests/new, sent', async (page) => {
    await page.goto('/my/requests/new')
    await page.locator('input[name=facility]').first().check()
    await page.locator('form[method=post] button[type=submit]').last().click()
  }),
]

/** The pages on which a holder arranges documents and reports one: folders, pins, several at once, what is not theirs. */
export const lifePages = (document: string): PageToSee[] => [
  at('/my/folders'),
  said('/my/folders', 'giving no name'),
  pressed('/my/folders, one made', async (page) => {
    await page.goto('/my/folders')
    await page.locator('#name').fill('Cœur')
    await press(page)
  }),
  pressed(`${document}/arrange, saved`, async (page) => {
    await page.goto(`${document}/arrange`)
    await page.locator('#pin').check()
    await page.locator('input[name=folder]').last().check()
    await press(page)
  }),
  pressed('a folder', async (page) => {
    await page.goto('/my/folders')
    await page.getByRole('link', { name: 'Cœur' }).click()
  }),
  pressed('a folder, before it is deleted', async (page) => {
    await page.goto('/my/folders')
    await page.getByRole('link', { name: 'Cœur' }).click()
    await page.locator('a[href$="/remove"]').click()
  }),
  ...['/my/documents', `${document}/arrange`, '/my/documents?sort=title', '/my/documents?sort=author'].map(at),
  at('/my/documents/choose'),
  pressed('/my/documents/hide, nothing chosen', async (page) => {
    await page.goto('/my/documents/choose')
    await page.locator('form[action="/my/documents/hide"] button:not([formaction])').click()
  }),
  pressed('/my/documents/hide, chosen', async (page) => {
    await page.goto('/my/documents/choose')
    for (const box of (await page.locator('input[name=id]').all()).slice(0, 2)) await box.check()
    await page.locator('form[action="/my/documents/hide"] button:not([formaction])').click()
  }),
  ...['hidden', 'visible'].map((now) =>
    at(`/my/documents/hide/done?visibility=${now}&id=${document.split('/').at(-1)}`),
  ),
  at(`${document}/dispute`),
  said(`${document}/dispute`, 'choosing nothing'),
  pressed(`${document}/dispute, sent`, async (page) => {
    await page.goto(`${document}/dispute`)
    await page.locator('input[name=kind]').first().check()
    await press(page)
  }),
  ...requestPages,
  ...['/my/disputes', document].map(at),
  said('/my/disputes', 'taking back'),
  // once more, so that its author and the operator have one to answer
  pressed(`${document}/dispute, again`, async (page) => {
    await page.goto(`${document}/dispute`)
    await page.locator('input[name=kind]').last().check()
    await press(page)
  }),
]
