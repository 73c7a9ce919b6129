import type { HistoryLine } from '../../areas/history/types.ts'

/** What somebody did in one go: lines of the journal close in time, by the same actor, with the same effect. */
export interface Passage {
  key: string
  actor: HistoryLine['actor']
  capacity: HistoryLine['capacity']
  channel: HistoryLine['channel']
  effect: HistoryLine['effect']
  /** why it was refused; the reason of the newest line */
  reason: string
  /** ISO instants of the oldest and the newest line */
  from: string
  to: string
  /** distinct deeds, oldest first, with how often each was done */
  deeds: Deed[]
}

/** One thing done in a passage. */
export interface Deed {
  line: HistoryLine
  times: number
}

const gapMs = 30 * 60_000

const belongs = (passage: Passage, line: HistoryLine): boolean =>
  passage.actor.id === line.actor.id &&
  passage.effect === line.effect &&
  (line.effect === 'permit' || passage.reason === line.reason) &&
  passage.channel === line.channel &&
  passage.capacity === line.capacity &&
  Date.parse(passage.from) - Date.parse(line.at) <= gapMs

/** What somebody said with an act is theirs: it is never folded into another. */
const hasWords = ({ justification, emergencyRule }: HistoryLine): boolean =>
  justification !== undefined || emergencyRule !== undefined

const addLine = (passage: Passage, line: HistoryLine): void => {
  passage.from = line.at
  const same = hasWords(line)
    ? undefined
    : passage.deeds.find((deed) => deed.line.act === line.act && deed.line.documentId === line.documentId)
  if (same === undefined) passage.deeds.unshift({ line, times: 1 })
  else same.times += 1
}

const startPassage = (line: HistoryLine): Passage => ({
  key: line.n,
  actor: line.actor,
  capacity: line.capacity,
  channel: line.channel,
  effect: line.effect,
  reason: line.reason,
  from: line.at,
  to: line.at,
  deeds: [{ line, times: 1 }],
})

/**
 * Folds lines, newest first, into passages, newest first: one reading of one document writes several lines, and a page that
 * shows each hides what matters. Every line is counted in exactly one passage.
 */
export const groupPassages = (lines: readonly HistoryLine[]): Passage[] => {
  const passages: Passage[] = []
  for (const line of lines) {
    const last = passages.at(-1)
    if (last !== undefined && belongs(last, line)) addLine(last, line)
    else passages.push(startPassage(line))
  }
  return passages
}
