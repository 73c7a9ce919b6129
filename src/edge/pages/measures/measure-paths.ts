import { Problem } from '../../../platform/problem.ts'
import { measures, type Measure } from '../../../reference/measures.ts'

/** Where what was measured is shown, under the address of a record. */
export const measuresPath = (at: string): string => `${at}/measures`

/** The address of one kind: its number in the list, so that no address tells what somebody measures. */
export const measurePath = (at: string, kind: string): string =>
  `${measuresPath(at)}/${measures.findIndex(({ key }) => key === kind) + 1}`

/** The kind that a number means; nothing for any other word. */
export const findKind = (number: string | null): Measure | undefined =>
  /^\d{1,3}$/.test(number ?? '') ? measures[Number(number) - 1] : undefined

/** The kind that a number of an address means. Problem `absent`, `page-not-found`. */
export const requireKind = (number: string): Measure => {
  const measure = findKind(number)
  if (measure === undefined) throw new Problem('absent', 'page-not-found')
  return measure
}
