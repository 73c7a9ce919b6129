import type { Visitor } from '../../src/access/types.ts'
import { createApprovals } from '../../src/areas/enrolment/approvals/create-approvals.ts'
import type { Approvals } from '../../src/areas/enrolment/approvals/types.ts'
import { createDesk } from '../../src/areas/enrolment/staff/desk.ts'
import { createTextsDesk, textExecutor } from '../../src/areas/enrolment/texts/create-texts-desk.ts'
import { textApproval } from '../../src/areas/enrolment/texts/store.ts'
import type { TextsDesk, TextVersions } from '../../src/areas/enrolment/texts/types.ts'
import type { Clock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { createLetterTexts, type LetterTexts } from '../../src/reference/create-letter-texts.ts'
import type { LetterKind, LetterVersion } from '../../src/reference/letter-shapes.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'

/** Where wordings are approved, and where what was asked is confirmed. */
export type TwoPersonsDesk = TextsDesk & Pick<Approvals, 'confirm'>

/** Where two persons approve these wordings, over a database. */
export const openTextsDesk = (onApp: { database: Database; clock: Clock }, texts: TextVersions): TwoPersonsDesk => {
  const desk = createDesk(onApp)
  const { checkLetterText: check } = createLetterTexts()
  const parts = { ...onApp, desk, check, texts, publicUrl: 'https://carnet.example', parameters: createParameters() }
  const approvals = createApprovals({ ...onApp, desk, executors: { [textApproval]: textExecutor(parts) } })
  return { ...createTextsDesk(parts, approvals), confirm: approvals.confirm }
}

const noticeKinds = ['opening', 'opening-guardian', 'child', 'mail-noticed']

/** Two persons approve what the notices of a campaign say today. */
export const approveNotices = async (desk: TextsDesk, [first, second]: readonly [Visitor, Visitor]): Promise<void> => {
  for (const { kind, version, isInForce } of (await desk.show(first)).texts) {
    if (!isInForce || !noticeKinds.includes(kind)) continue
    await desk.ask(first, version)
    await desk.approve(second, [version])
  }
}

/** The words of the letters, with other versions of one kind. */
export const lettersWith = (
  kind: LetterKind,
  change: (version: LetterVersion) => readonly LetterVersion[],
): LetterTexts => {
  const texts = createLetterTexts()
  return {
    ...texts,
    versions: (wanted) => (wanted === kind ? texts.versions(kind).flatMap(change) : texts.versions(wanted)),
  }
}

/** A version with one paragraph more in French. */
export const withParagraph = (version: LetterVersion, paragraph: string): LetterVersion => ({
  ...version,
  fr: { ...version.fr, letter: [...version.fr.letter, { paragraph }] },
})
