import type { ReadyDocument } from '../ready-document.ts'

const dayMs = 86_400_000

/** The latest instant of what may be written as a year, a month or a day: nothing passes for older than it may be. */
const latestMs = (written: string): number => {
  const [, year = '', month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(written) ?? []
  if (year === '' || written.length > 10) return Date.parse(written)
  if (day !== undefined) return Date.parse(`${written}T23:59:59Z`)
  return month === undefined ? Date.UTC(Number(year) + 1, 0, 1) : Date.UTC(Number(year), Number(month), 1)
}

/** Every day that a document tells of: made, of the act, of the care. */
const daysOf = ({ inspected: { metadata } }: ReadyDocument): string[] =>
  [metadata.createdAt, metadata.datedAt, metadata.periodStart, metadata.periodEnd].filter((day) => day !== undefined)

/** The first document that tells of a day less than so many days ago. A date that cannot be read is no old one. */
export const findTooYoung = (
  ready: readonly ReadyDocument[],
  { now, days }: { now: string; days: number },
): ReadyDocument | undefined =>
  ready.find((one) => daysOf(one).some((day) => !(Date.parse(now) - latestMs(day) >= days * dayMs)))
