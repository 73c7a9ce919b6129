import type { Page } from 'playwright-core'
import { at, pressed, said, type PageToSee } from './page-to-see.ts'

/** The pages on which a holder asks that a document be not listed: the form, without a reason, sent, taken back, sent again. */
export const objectionPages = (document: string): PageToSee[] => {
  const send = pressed(`${document}/object, sent`, async (page: Page) => {
    await page.goto(`${document}/object`)
    await page.locator('input[name=reason]').first().check()
    await page.getByRole('main').locator('form[method=post] button').click()
  })
  return [
    at(`${document}/object`),
    said(`${document}/object`, 'giving no reason'),
    send,
    said('/my/objections', 'taking back'),
    // once more, so that the operator has one to answer
    send,
  ]
}
