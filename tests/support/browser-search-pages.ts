import { at, pressed, type PageToSee } from './page-to-see.ts'

/** The pages of a search at an address: the field, nothing typed, words that many documents have, a word that none has. */
export const searchPages = (address: string): PageToSee[] => {
  const typed = (name: string, words: string): PageToSee =>
    pressed(`${address}, ${name}`, async (seen) => {
      await seen.goto(address)
      await seen.locator('#words').fill(words)
      await seen.locator('#words').press('Enter')
      await seen.waitForLoadState()
    })
  return [
    at(address),
    typed('nothing typed', ''),
    typed('found', 'total'),
    typed('found by the year', '2026'),
    typed('nothing found', 'introuvable'),
  ]
}
