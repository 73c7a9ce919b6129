import type { Visitor } from '../../../access/types.ts'
import { dayOf } from '../../../platform/calendar.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { LetterTexts } from '../../../reference/create-letter-texts.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { Executor } from '../approvals/create-approvals.ts'
import { pendingSince } from '../approvals/pending-since.ts'
import type { Approvals } from '../approvals/types.ts'
import { selectBatches } from '../campaigns/letters/store.ts'
import type { Desk } from '../staff/desk.ts'
import { faultsOf, requirePlain } from './check-text.ts'
import { isOf } from './find-unapproved.ts'
import { previewMessage } from './preview-message.ts'
import { keepTextVersion, selectTextApprovals, selectTextVersion, textApproval, type TextApproval } from './store.ts'
import type { TextsDesk, TextVersion, TextVersions, TextView } from './types.ts'

/** What the approval of wordings is built from. */
export interface TextsParts {
  database: Database
  clock: Clock
  parameters: Parameters
  desk: Desk
  texts: TextVersions
  check: LetterTexts['checkLetterText']
  publicUrl: string
}

const batchesShown = 100

const todayOf = ({ clock, parameters }: TextsParts): string => {
  const at = clock.now().toISOString()
  return dayOf(at, parameters.parameterAt('civilTimeZone', at))
}

const scoreOf = ({ check }: TextsParts, { pieces }: TextVersion, wanted: 'fr' | 'en'): number => {
  const piece = pieces.find(({ lang }) => lang === wanted)
  return piece === undefined ? 0 : check(piece.text, piece.lang, piece.use).score
}

const viewOf = (parts: TextsParts, text: TextVersion, approvals: readonly TextApproval[]): TextView => {
  const { pieces: _, ...shown } = text
  const own = approvals.filter((one) => isOf(text, one))
  const sinceMs = Date.parse(pendingSince(parts.clock.now()))
  const waits = own.find(({ confirmedBy, askedAt }) => confirmedBy === null && Date.parse(askedAt) > sinceMs)
  const done = own.find(({ confirmedBy }) => confirmedBy !== null)
  return {
    ...shown,
    isInForce: parts.texts.inForce([text.kind], todayOf(parts)).includes(text),
    scores: { fr: scoreOf(parts, text, 'fr'), en: scoreOf(parts, text, 'en') },
    faults: faultsOf(text, parts.check),
    approved: done === undefined ? null : { by: [done.askedBy, done.confirmedBy ?? ''], at: done.confirmedAt ?? '' },
    asked: waits === undefined ? null : { approval: waits.approval, by: waits.askedBy },
  }
}

const viewsOf = async (parts: TextsParts, texts: readonly TextVersion[]): Promise<TextView[]> => {
  const approvals = await selectTextApprovals(parts.database, texts)
  return texts.map((text) => viewOf(parts, text, approvals))
}

interface Shown {
  text: TextVersion
  view: TextView
}

/** The wording with its view, once it is written down who comes for it. */
const come = async (
  parts: TextsParts,
  visitor: Visitor,
  { deed, version }: { deed: string; version: string },
): Promise<Shown> => {
  const text = parts.texts.standing(todayOf(parts)).find((one) => one.version === version)
  await parts.desk.enter(visitor, deed, text === undefined ? {} : { letter: text.kind })
  const [view] = text === undefined ? [] : await viewsOf(parts, [text])
  if (text === undefined || view === undefined) throw new Problem('absent', 'letter-unknown')
  return { text, view }
}

const standingText = async (parts: TextsParts, id: string): Promise<TextVersion | undefined> => {
  const asked = await selectTextVersion(parts.database, id)
  return asked && parts.texts.standing(todayOf(parts)).find((text) => isOf(text, asked))
}

/** What the confirmation of a wording does: its row is the approval, so it only looks that the words are still those. */
export const textExecutor =
  (parts: TextsParts): Executor =>
  async (_, id) => {
    const text = await standingText(parts, id)
    if (text === undefined) throw new Problem('conflict', 'letter-changed')
    requirePlain(text, parts.check)
  }

/** A wording that waits for a second person, by the subject of its approval; nothing when its words have changed since. */
export const createFindAskedText =
  (parts: TextsParts) =>
  async (id: string): Promise<TextView | undefined> => {
    const text = await standingText(parts, id)
    return text && (await viewsOf(parts, [text]))[0]
  }

const askFor = async (
  parts: TextsParts,
  approvals: Pick<Approvals, 'ask'>,
  { visitor, text }: { visitor: Visitor; text: TextVersion },
): Promise<void> => {
  requirePlain(text, parts.check)
  const id = await keepTextVersion(parts.database, { ...text, id: timeOrderedId(parts.clock.now().getTime()) })
  await approvals.ask(visitor, { kind: textApproval, subjectId: id })
}

const approveOne = async (
  parts: TextsParts,
  approvals: Pick<Approvals, 'ask' | 'confirm'>,
  { visitor, text, view }: Shown & { visitor: Visitor },
): Promise<void> => {
  const { approved, asked } = view
  if (approved !== null || asked?.by === visitor.actor.id) return
  if (asked === null) await askFor(parts, approvals, { visitor, text })
  else await approvals.confirm(visitor, asked.approval)
}

/** Where wordings are looked at and approved by two, over the approvals of the house (screen O7). */
export const createTextsDesk = (parts: TextsParts, approvals: Pick<Approvals, 'ask' | 'confirm'>): TextsDesk => ({
  show: async (visitor) => {
    await parts.desk.enter(visitor, 'letters-view')
    const [texts, batches] = await Promise.all([
      viewsOf(parts, parts.texts.standing(todayOf(parts))),
      selectBatches(parts.database, { latest: batchesShown }),
    ])
    return { texts, batches }
  },
  preview: async (visitor, version) => {
    const { view } = await come(parts, visitor, { deed: 'letters-view', version })
    const [fr, en] = (['fr', 'en'] as const).map((lang) => previewMessage(parts, view, lang))
    return fr === undefined || en === undefined ? { text: view } : { text: view, messages: { fr, en } }
  },
  ask: async (visitor, version) => {
    const { text, view } = await come(parts, visitor, { deed: textApproval, version })
    if (view.approved === null) await askFor(parts, approvals, { visitor, text })
  },
  approve: async (visitor, versions) => {
    const shown: Shown[] = []
    for (const version of new Set(versions)) shown.push(await come(parts, visitor, { deed: textApproval, version }))
    for (const { text, view } of shown) if (view.approved === null) requirePlain(text, parts.check)
    for (const one of shown) await approveOne(parts, approvals, { visitor, ...one })
    return viewsOf(
      parts,
      shown.map(({ text }) => text),
    )
  },
})
