import type { CareQuery } from '../../../areas/care-history/index.ts'
import { isDay } from '../../../reference/day-in-words.ts'
import { careKinds } from '../../../reference/care-kinds.ts'

/** Where a care history is shown, under the address of a record. */
export const carePath = (at: string): string => `${at}/care`

/** What is looked at: everything, a year, a month or a day (`2026`, `2026-03`, `2026-03-14`), one kind or all, and from where on. */
export interface CareSight {
  when: string
  /** key of a kind, or empty */
  kind: string
  /** cursor of the page before, or empty */
  after: string
}

const isPeriod = (text: string): boolean => {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false
  return isDay(`${text}-01-01`.slice(0, Math.max(10, text.length)))
}

const kindNumber = (key: string): string => String(careKinds.findIndex((kind) => kind.key === key) + 1)

/** What an address or a form asks for; what it does not say right is not asked. A kind is its number in the list: no address tells what it is. */
export const readCareSight = (said: URLSearchParams): CareSight => {
  const [when, kind, after] = [said.get('when') ?? '', said.get('kind') ?? '', said.get('after') ?? '']
  return {
    when: isPeriod(when) ? when : '',
    kind: /^\d{1,2}$/.test(kind) ? (careKinds[Number(kind) - 1]?.key ?? '') : '',
    after: /^\d{4}-\d{2}-\d{2}\/[\da-f-]{36}$/.test(after) ? after : '',
  }
}

/** The same as parameters of an address, what is empty left out. */
export const careParameters = ({ when, kind, after }: CareSight): { name: string; value: string }[] =>
  [
    { name: 'when', value: when },
    { name: 'kind', value: kind === '' ? '' : kindNumber(kind) },
    { name: 'after', value: after },
  ].filter(({ value }) => value !== '')

/** The address of a sight. */
export const careAddress = (path: string, sight: CareSight): string => {
  const query = new URLSearchParams(careParameters(sight).map(({ name, value }) => [name, value])).toString()
  return query === '' ? path : `${path}?${query}`
}

const perPage = 50

const lastDay = (month: string): string => Temporal.PlainYearMonth.from(month).toPlainDate({ day: 31 }).toString()

/** The lines that a sight asks the area for. */
export const careQuery = ({ when, kind, after }: CareSight): CareQuery => ({
  count: perPage,
  ...(when === '' ? {} : { from: `${when}-01-01`.slice(0, 10) }),
  ...(when === '' ? {} : { to: when.length === 7 ? lastDay(when) : `${when}-12-31`.slice(0, 10) }),
  ...(kind === '' ? {} : { kind }),
  ...(after === '' ? {} : { after }),
})
