import type { Page } from 'playwright-core'
import { signIn } from './browser-errands.ts'

/** Types a national identifier into the professionals' search; a refusal is what the page then shows. */
export const searchPatient = async (page: Page, ins: string): Promise<void> => {
  await page.goto('/pro')
  await page.getByLabel('Numéro INS du patient').fill(ins)
  await page.getByRole('button', { name: 'Chercher' }).click()
}

/** Signs in as a professional of the cast and opens the record of a patient, up to the list of documents or the refusal. */
export const openPatient = async (page: Page, who: string, ins: string): Promise<void> => {
  await signIn(page, who, '/pro')
  await searchPatient(page, ins)
  const goOn = page.getByRole('link', { name: 'Oui, ouvrir le dossier' })
  if ((await goOn.count()) > 0) await goOn.click()
}

/** Opens a record in an emergency; the page that it leads to, or that of what must be corrected, is then shown. */
export const openInEmergency = async (page: Page, ins: string): Promise<null> => {
  await page.goto('/pro/emergency')
  await page.locator('#ins').fill(ins)
  await page.locator('#birth-day').fill(ins === '' ? '' : '28/03/1979')
  await page.locator('input[value=unconscious]').check()
  await page.getByRole('main').locator('button[type=submit]').click()
  return null
}
/** Types a share code into the same field. */
export const sayCode = (page: Page, code: string): Promise<void> => searchPatient(page, code)
