import type { Page } from 'playwright-core'
import type { Installation } from './installation.ts'
import type { InvitedPerson } from './invited-person.ts'

/** A browser with a camera that sees the square of a letter: the browser's own reader, which this Chromium lacks, is played. */
export const showLetterToCamera = (page: Page, code: string): Promise<unknown> =>
  page.addInitScript(`
    window.BarcodeDetector = class { async detect() { return [{ rawValue: 'https://elsewhere.example' }, { rawValue: '${code}' }] } }
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement('canvas')
      canvas.getContext('2d').fillRect(0, 0, 10, 10)
      return canvas.captureStream(5)
    }`)

/** Somebody's hands on a page: what they type in and what they press is counted as the flows' ceilings are. */
export interface Hands {
  /** one typed field; the three inputs of a date are one question and one field */
  type(values: Readonly<Record<string, string>>): Promise<void>
  press(name: string): Promise<void>
  fields(): number
  clicks(): number
}

/** Hands that have done nothing yet. */
export const createHands = (page: Page): Hands => {
  const done = { fields: 0, clicks: 0 }
  return {
    type: async (values) => {
      done.fields += 1
      for (const [id, value] of Object.entries(values)) await page.locator(`#${id}`).fill(value)
    },
    press: async (name) => {
      done.clicks += 1
      const target = page.getByRole('main').getByRole('button', { name, exact: true })
      await target
        .or(page.getByRole('main').getByRole('link', { name, exact: true }))
        .first()
        .click()
    },
    fields: () => done.fields,
    clicks: () => done.clicks,
  }
}

/** The three inputs of a birth date. */
export const dateFields = (birthDate: string): Record<string, string> => {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  return { 'birth-day': day, 'birth-month': month, 'birth-year': year }
}

/** Types who somebody is from their card, and goes on. */
export const sayWhoYouAre = async (
  page: Page,
  { traits, ins }: Pick<InvitedPerson, 'traits' | 'ins'>,
): Promise<void> => {
  const hands = createHands(page)
  await hands.type(dateFields(traits.birthDate))
  await hands.type({ 'card-number': ins.value })
  await hands.press('Continuer')
}

/** Goes from the start of a way to the page behind "who you are", typing the code of the letter. */
export const proveByLetter = async (page: Page, door: 'open' | 'refuse', person: InvitedPerson): Promise<void> => {
  await page.goto(`/${door}`)
  const hands = createHands(page)
  await hands.type({ code: person.code })
  await hands.press('Continuer')
  await sayWhoYouAre(page, person)
}

/** The one-time code sent to a mail address; `but` is one that was used already. */
export const codeSentTo = async (carnet: Installation, address: string, but = ''): Promise<string> => {
  const mails = (await carnet.mails()).filter((mail) => mail.includes(address))
  const bodies = mails.map((mail) =>
    mail
      .split(/\r?\n\r?\n/)
      .slice(1)
      .join('\n'),
  )
  const codes = bodies.flatMap((body) => /(?<!\d)\d{6}(?!\d)/.exec(body)?.[0] ?? [])
  return codes.find((code) => code !== but) ?? ''
}

/** From a page that asks how to be reached to the choice, by a mailbox; gives the code that came. */
export const proveMailbox = async (carnet: Installation, page: Page, address: string): Promise<string> => {
  const hands = createHands(page)
  await hands.type({ contact: address })
  await hands.press('Continuer')
  const code = await codeSentTo(carnet, address)
  await hands.type({ code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })
  await hands.press('Continuer')
  return code
}

/** Accepts the terms, and the space is open. */
export const acceptTerms = async (page: Page): Promise<void> => {
  await page.getByLabel('J’accepte les conditions').check()
  await page.getByRole('button', { name: 'Ouvrir mon espace' }).click()
}
