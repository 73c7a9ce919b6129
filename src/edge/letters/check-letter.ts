import { Problem } from '../../platform/problem.ts'
import { isDay } from '../../reference/day-in-words.ts'
import { fitAddress } from './fit-address.ts'
import type { Letter } from './letter.ts'
import type { LetterFonts } from './letter-fonts.ts'
import { addressWindow } from './sheet.ts'

const { mostLines, mostCharacters } = addressWindow

const checkRecipient = (recipient: readonly string[]): void => {
  if (recipient.length === 0 || recipient.length > mostLines) {
    throw new Problem('incorrect', 'letter-address-lines', { details: { lines: recipient.length, most: mostLines } })
  }
  for (const [index, line] of recipient.entries()) {
    const characters = Array.from(line).length
    if (line.trim() !== '' && characters <= mostCharacters) continue
    const details = { line: index + 1, characters, most: mostCharacters }
    throw new Problem('incorrect', 'letter-address-line-length', { details })
  }
}

const checkCharacters = (letter: Letter, fonts: LetterFonts): void => {
  const fields = [
    ...letter.recipient.map((line, index) => [`recipient ${index + 1}`, line] as const),
    ...('personName' in letter ? ([['personName', letter.personName]] as const) : []),
    ...('reference' in letter ? ([['reference', letter.reference]] as const) : []),
  ]
  for (const [field, text] of fields) {
    const stranger = fonts.findStranger(text.normalize('NFC'))
    if (stranger === undefined) continue
    const character = `U+${(stranger.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    throw new Problem('incorrect', 'letter-character-unprintable', { details: { field, character } })
  }
}

const daysOf = (letter: Letter): Record<string, string> => ({
  madeOn: letter.madeOn,
  ...('opensOn' in letter && { opensOn: letter.opensOn }),
  ...('validUntil' in letter && { validUntil: letter.validUntil }),
  ...('decidedOn' in letter && { decidedOn: letter.decidedOn }),
  ...('receivedOn' in letter && { receivedOn: letter.receivedOn }),
})

/**
 * Throws a Problem for what cannot be printed: too many, too long or too wide lines of the address, a character that no font has, a code that is
 * not 12 capitals and digits, a day that does not exist. The details name the line or the field, never what stands in it.
 */
export const checkLetter = (letter: Letter, fonts: LetterFonts): void => {
  checkRecipient(letter.recipient)
  checkCharacters(letter, fonts)
  fitAddress(letter.recipient, fonts)
  const wrongDay = Object.entries(daysOf(letter)).find(([, day]) => !isDay(day))
  if (wrongDay) throw new Problem('incorrect', 'letter-day-malformed', { details: { field: wrongDay[0] } })
  if ('code' in letter && !/^[0-9A-Z]{12}$/.test(letter.code)) throw new Problem('incorrect', 'letter-code-malformed')
}
