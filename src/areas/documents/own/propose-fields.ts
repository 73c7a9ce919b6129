import type { Visitor } from '../../../access/types.ts'
import { foldText } from '../../../platform/fold-text.ts'
import type { Log } from '../../../platform/log.ts'
import { sniffContent } from '../content/sniff-content.ts'
import type { ReadPdf } from '../search/create-read-content.ts'
import { longestText } from '../search/text-of-content.ts'
import { depositFile } from './deposit-file.ts'
import { findDayOfAct } from './find-day.ts'
import { compareNames } from './names.ts'
import type { OwnProposals } from './types.ts'

/** So much of a text's beginning says what kind of document it is. */
const headLength = 600

const typeOf = (text: string): string | undefined => {
  const head = foldText(text.slice(0, headLength)).replaceAll(/\s+/gu, ' ')
  const found = depositFile.readTypes
    .map(({ words, typeCode }) => ({
      typeCode,
      at: Math.min(...words.map((one) => head.indexOf(one)).filter((at) => at >= 0)),
    }))
    .toSorted((one, other) => one.at - other.at)
  const [first] = found
  return first === undefined || first.at === Number.POSITIVE_INFINITY ? undefined : first.typeCode
}

interface Reading {
  /** reads a PDF for somebody: what is read for them makes nobody else wait */
  readPdfFor(visitor: Visitor): ReadPdf
  log: Pick<Log, 'warn'>
}

/** The text in its lines: where one ends a name does too. */
const read = async ({ readPdfFor, log }: Reading, visitor: Visitor, bytes: Buffer): Promise<string> => {
  const type = sniffContent(bytes)
  if (type === 'text/plain') return bytes.toString('utf8').slice(0, longestText)
  if (type !== 'application/pdf') return ''
  try {
    return (await readPdfFor(visitor)(bytes)).slice(0, longestText)
  } catch {
    log.warn('deposit-proposal-unread')
    return ''
  }
}

/**
 * Reads what a file says of itself, in the process that reads strangers' files: what cannot be read proposes nothing and stops nobody. Nothing
 * of the text is kept.
 */
export const createProposeFields = (parts: Reading): OwnProposals => ({
  proposeFields: async (visitor, bytes, { names, author, birthDate, today }) => {
    const text = await read(parts, visitor, bytes)
    const [day, typeCode] = [findDayOfAct(text, { today, birthDate }), typeOf(text)]
    return {
      ...(day === undefined ? {} : { day }),
      ...(typeCode === undefined ? {} : { typeCode }),
      name: compareNames(text, names, author),
    }
  },
})
