import type { Page } from 'playwright-core'
import { at, pressed, said, type PageToSee } from './page-to-see.ts'

/** The pages on which a holder asks that a document be not listed: the form, without a reason, sent, taken back. */
export const objectionPages = (document: string): PageToSee[] => [
  at(`${document}/object`),
  said(`${document}/object`, 'giving no reason'),
  pressed(`${document}/object, sent`, async (page: Page) => {
    await page.goto(`${document}/object`)
    await page.locator('input[name=reason]').first().check()
    await page.getByRole('main').locator('form[method=post] button').click()
  }),
  said('/my/objections', 'taking back'),
]
