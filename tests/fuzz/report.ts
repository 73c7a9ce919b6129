import type { Outcome } from './run-fuzz.ts'

const mebibyte = 1024 * 1024

/** More than a reader may hold at the end beyond what it held at a fifth of the way: more is a leak. */
const mostGrowth = 32 * mebibyte

const growthOf = ({ heldEarly, heldLate }: { heldEarly: number; heldLate: number }): number => heldLate - heldEarly

/** Whether nothing crashed, hung or leaked. */
export const isSound = (outcome: Outcome): boolean =>
  'found' in outcome && outcome.found.crashes.length === 0 && growthOf(outcome.found) <= mostGrowth

const header = ['target', 'inputs', 'inputs/s', 'blocks', 'new', 'crashes', 'slowest', 'held', 'grown']

const rowOf = (outcome: Outcome): string[] => {
  if (!('found' in outcome)) return [outcome.name, String(outcome.done), '', '', '', outcome.stopped, '', '', '']
  const { inputs, seconds, seedBlocks, newBlocks, crashes, slowest, heldLate } = outcome.found
  return [
    outcome.name,
    String(inputs),
    String(Math.round(inputs / seconds)),
    String(seedBlocks + newBlocks),
    String(newBlocks),
    String(crashes.length),
    `${Math.round(slowest.ms)} ms, ${slowest.bytes} B`,
    `${Math.round(heldLate / mebibyte)} MB`,
    `${Math.round(growthOf(outcome.found) / mebibyte)} MB`,
  ]
}

/** The table of a run, a line for each target. */
export const writeOutcomes = (outcomes: readonly Outcome[]): string => {
  const rows = [header, ...outcomes.map(rowOf)]
  const widths = header.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) => `${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}\n`).join('')
}
