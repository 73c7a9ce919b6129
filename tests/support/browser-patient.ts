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

/** Notes the consent of whoever has this number and birth date; the page of the right-person check is then shown. */
export const noteConsent = async (page: Page, ins: string, birthDate: string): Promise<void> => {
  await page.goto('/pro/consent')
  await page.getByLabel('Numéro INS du patient').fill(ins)
  await page.getByLabel('Date de naissance').fill(birthDate)
  await page.getByRole('button', { name: 'Noter son accord' }).click()
}

/** Drops a file on the page, as from a folder of the machine. JavaScript must be on. */
export const dropFile = async (
  page: Page,
  { name, mimeType, buffer }: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> => {
  const dropped = await page.evaluateHandle(
    `(() => {
      const data = new DataTransfer()
      data.items.add(new File([${JSON.stringify(buffer.toString('utf8'))}], ${JSON.stringify(name)}, { type: ${JSON.stringify(mimeType)} }))
      return data
    })()`,
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped })
}

/**
 * Deposits a text into a record as the professional who is signed in, under a title and a day as it is typed; to be seen first by whom
 * `sight` says, even where the page does not offer it.
 */
export const depositText = async (
  page: Page,
  record: string,
  { title, day, sight }: { title: string; day: string; sight?: string },
): Promise<void> => {
  await page.goto(`${record}/deposit`)
  await page.getByLabel('Ou un texte').fill(`${title}.`)
  await page.getByRole('button', { name: 'Vérifier' }).click()
  await page.getByLabel('Titre').fill(title)
  await page.getByLabel('Date de l’acte').fill(day)
  if (sight !== undefined)
    await page
      .locator('input[name=sight]')
      .first()
      .evaluate(`(field) => { field.value = ${JSON.stringify(sight)} }`)
  await page.getByRole('button', { name: 'Envoyer' }).click()
}
