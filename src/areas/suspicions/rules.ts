import type { UnusualRule } from './suspicions-file.ts'

/** What a professional or a facility did in one hour: how many, of what kind; nothing of whom. */
export interface HourlyCount {
  partyId: string
  kind: string
  period: string
  isFacility: boolean
  n: number
}

/** The counts that go beyond their rule. Pure. */
export const findUnusual = (counts: readonly HourlyCount[], rules: readonly UnusualRule[]): HourlyCount[] =>
  counts.filter(({ kind, isFacility, n }) =>
    rules.some((rule) => rule.kind === kind && n >= (isFacility ? rule.facility : rule.professional)),
  )

/** The number of a case as people say it, from its random id. */
export const caseNumber = (id: string): string => {
  const digits = id.replaceAll('-', '').slice(0, 10).toUpperCase()
  return `${digits.slice(0, 5)}-${digits.slice(5)}`
}
