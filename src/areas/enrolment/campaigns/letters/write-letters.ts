import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { lastDayBefore } from '../../../../platform/calendar.ts'
import type { LetterSender } from '../../../../reference/letter-shapes.ts'
import type { Connection } from '../../../../platform/database/database.ts'
import { timeOrderedId } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Language } from '../../../../reference/language.ts'
import { letterKinds } from '../../../../reference/letter-shapes.ts'
import type { CodeKind } from '../../codes/codes.ts'
import type { CampaignParts, Moment } from '../campaign-parts.ts'
import type { MajorityKind, NoticeLetter, ProofWords } from '../ports.ts'
import { letterReference } from '../rules.ts'
import type { LetterForm } from '../types.ts'
import { insertBatch, nextBatchNumber } from './store.ts'

interface OutgoingBase {
  personId: string
  lines: readonly string[]
  lang: Language
  sender: LetterSender
  personName: string
}

/** A letter about to be written: one that brings a code, or one that proves something. */
export type Outgoing = OutgoingBase &
  (
    | { kind: 'opening' | 'opening-guardian' | 'child' | 'reminder'; opensOn: string }
    | { kind: 'new-code' | 'recovery' | MajorityKind }
    | ProofWords
  )

/** Which file, of which campaign, in which form. `name` has no ending. */
export interface LetterFile {
  name: string
  form: LetterForm
  campaignId: string | null
  waveN: number | null
}

/** Letters that the press refused although they passed its check: whose they are. */
export class UnprintableLetters extends Error {
  override readonly name = 'UnprintableLetters'
  readonly personIds: readonly string[]

  constructor(personIds: readonly string[]) {
    super('letters that cannot be printed')
    this.personIds = personIds
  }
}

type Parts = Pick<CampaignParts, 'codes' | 'press' | 'files' | 'clock' | 'texts'>

const endings: Readonly<Record<LetterForm, string>> = { data: 'ndjson', pdf: 'pdf' }

const codeKinds = {
  told: { purpose: 'entry', origin: 'notice' },
  asked: { purpose: 'entry', origin: 'letters' },
  recovery: { purpose: 'recovery', origin: 'letters' },
} as const satisfies Record<string, CodeKind>

/** What a letter's code is for, and whether somebody asked for it: nobody did for what the law or a birthday sends. */
const codeKindOf = (out: Outgoing): CodeKind | undefined => {
  if ('decidedOn' in out) return undefined
  if (out.kind === 'recovery') return codeKinds.recovery
  return out.kind === 'new-code' ? codeKinds.asked : codeKinds.told
}

type CodeOf = (place: number) => { code: string; validUntil: string }

/** A letter with its code and its reference. */
export const letterOf = (
  out: Outgoing,
  codeOf: () => { code: string; validUntil: string },
  print: { madeOn: string; reference: string },
): NoticeLetter => {
  const { lines, lang, sender, personName } = out
  const base = { lang, recipient: lines, sender, madeOn: print.madeOn, personName }
  if ('decidedOn' in out) {
    const { decidedOn, channel, reference, receivedOn } = out
    const proof = { ...base, decidedOn, channel, reference, ...(receivedOn === undefined ? {} : { receivedOn }) }
    return out.kind === 'proof-transition'
      ? { ...proof, kind: out.kind, opensOn: out.opensOn }
      : { ...proof, kind: out.kind }
  }
  const { code, validUntil } = codeOf()
  const coded = { ...base, reference: print.reference, code, validUntil }
  return 'opensOn' in out ? { ...coded, kind: out.kind, opensOn: out.opensOn } : { ...coded, kind: out.kind }
}

const specimen = { code: '222222222222', validUntil: '2026-01-01' }

/** Why a letter cannot be printed, before its code is made; nothing when it can. */
export const findPrintFlaw = ({ press }: Pick<Parts, 'press'>, out: Outgoing, madeOn: string): string | undefined => {
  try {
    press.check(letterOf(out, () => specimen, { madeOn, reference: letterReference(1, 1) }))
    return undefined
  } catch (error) {
    if (error instanceof Problem && error.kind === 'incorrect') return error.reason
    throw error
  }
}

const linesAtOnce = 200

type WordsOf = (kind: string) => { version: string; sha256: string } | undefined

/** Of which wording a letter of the file in hand is: whoever sets it elsewhere prints these very words. */
const wordsOn = ({ texts }: Parts, day: string): WordsOf => {
  const words = new Map(texts.inForce(letterKinds, day).map(({ kind, version, sha256 }) => [kind, { version, sha256 }]))
  return (kind) => words.get(kind)
}

function* dataLines(letters: readonly NoticeLetter[], number: number, wordsOf: WordsOf): Generator<string> {
  for (let at = 0; at < letters.length; at += linesAtOnce)
    yield letters
      .slice(at, at + linesAtOnce)
      .map(
        (one, index) =>
          `${JSON.stringify({ letter: letterReference(number, at + index), ...wordsOf(one.kind), ...one })}\n`,
      )
      .join('')
}

const findUnprintable = async ({ press }: Parts, letters: readonly NoticeLetter[]): Promise<number[]> => {
  const found: number[] = []
  for (const [index, letter] of letters.entries()) {
    await press.print(letter).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
      found.push(index)
    })
  }
  return found
}

const fillPdf = async (
  parts: Parts,
  { out, letters }: { out: readonly Outgoing[]; letters: readonly NoticeLetter[] },
  into: Writable,
): Promise<void> => {
  try {
    await parts.press.printBatch(letters, into)
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    const at = await findUnprintable(parts, letters)
    throw at.length === 0 ? error : new UnprintableLetters(at.map((index) => out[index]?.personId ?? ''))
  }
}

/** Codes for those letters that bring one, in the caller's transaction. */
const issueCodes = async (
  { codes }: Parts,
  connection: Connection,
  { out, zone }: { out: readonly Outgoing[]; zone: string },
): Promise<CodeOf> => {
  const byPlace = new Map<number, { code: string; validUntil: string }>()
  for (const kind of Object.values(codeKinds)) {
    const placed = out.flatMap((one, place) => (codeKindOf(one) === kind ? [{ place, personId: one.personId }] : []))
    const personIds = placed.map(({ personId }) => personId)
    const issued = personIds.length === 0 ? [] : await codes.issue(connection, personIds, kind)
    for (const [index, { place }] of placed.entries()) {
      const one = issued[index]
      if (one !== undefined) byPlace.set(place, { code: one.code, validUntil: lastDayBefore(one.expiresAt, zone) })
    }
  }
  return (place) => {
    const code = byPlace.get(place)
    if (code === undefined) throw new Problem('fault', 'unexpected-fault')
    return code
  }
}

/**
 * Writes letters to a file and records it, in the caller's transaction: the file is on the disk before the caller can commit. A
 * crash in between leaves a file that nothing records, whose codes are in no database; the next writing of the same name replaces
 * it. Gives the file's id; a letter's place there is its index. Throws UnprintableLetters.
 */
export const writeLetters = async (
  parts: Parts,
  connection: Connection,
  { out, file, moment }: { out: readonly Outgoing[]; file: LetterFile; moment: Moment },
): Promise<{ batchId: string; fileName: string }> => {
  const number = await nextBatchNumber(connection)
  const codeOf = await issueCodes(parts, connection, { out, zone: moment.zone })
  const letters = out.map((one, place) =>
    letterOf(one, () => codeOf(place), { madeOn: moment.today, reference: letterReference(number, place) }),
  )
  const { form, name, campaignId, waveN } = file
  const fileName = `${name}.${endings[form]}`
  const written = await parts.files.write(fileName, (into) =>
    form === 'pdf'
      ? fillPdf(parts, { out, letters }, into)
      : pipeline(Readable.from(dataLines(letters, number, wordsOn(parts, moment.today))), into),
  )
  // One that a crash left in the other form holds codes that no database knows.
  await parts.files.remove(`${name}.${endings[form === 'pdf' ? 'data' : 'pdf']}`)
  const batchId = timeOrderedId(parts.clock.now().getTime())
  await insertBatch(connection, {
    id: batchId,
    number,
    campaignId,
    waveN,
    fileName,
    form,
    letters: letters.length,
    bytes: written.bytes,
    sha256: written.sha256,
    at: moment.at,
  })
  return { batchId, fileName }
}

/** Removes what a crash may have left under a name that no file will have any more. */
export const removeLeftOver = async ({ files }: Pick<Parts, 'files'>, name: string): Promise<void> => {
  for (const ending of Object.values(endings)) await files.remove(`${name}.${ending}`)
}
