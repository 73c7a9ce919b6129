import type { Sheet } from '../../../../areas/documents/index.ts'
import { isUuid } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'

/** A page that is a photo, with the name that the photo's file had. */
export interface NamedSheet extends Sheet {
  name: string
}

const longestName = 60

/** The pages of an upload, one for each photo. */
export const sheetsOf = (uploadId: string, names: readonly string[]): NamedSheet[] =>
  names.map((name, page) => ({ uploadId, page, name: name.slice(0, longestName) }))

/** A page as a field of a form carries it. */
export const printSheet = ({ uploadId, page, name }: NamedSheet): string => `${uploadId}.${page}.${name}`

/** Reads it again. Problem `incorrect`, `page-form-unreadable` for what no page of ours sends. */
export const readSheet = (printed: string): NamedSheet => {
  const [, uploadId = '', page = '', name = ''] = /^([^.]*)\.(\d{1,3})\.(.*)$/s.exec(printed) ?? []
  if (!isUuid(uploadId)) throw new Problem('incorrect', 'page-form-unreadable')
  return { uploadId, page: Number(page), name: name.slice(0, longestName) }
}

const swap = (sheets: readonly NamedSheet[], at: number): NamedSheet[] => {
  const [first, second] = [sheets[at], sheets[at + 1]]
  if (first === undefined || second === undefined) return [...sheets]
  return [...sheets.slice(0, at), second, first, ...sheets.slice(at + 2)]
}

/** What was pressed beside a page, counted from 0. */
export interface Press {
  what: 'up' | 'down' | 'remove'
  at: number
}

/** Reads the name of a button: `up.2`, `down.0`, `remove.1`. Nothing for any other, and where that page cannot go. */
export const readPress = (button: string, sheets: readonly NamedSheet[]): Press | undefined => {
  const [, name, number] = /^(up|down|remove)\.(\d{1,3})$/.exec(button) ?? []
  const what = (['up', 'down', 'remove'] as const).find((one) => one === name)
  const at = Number(number)
  if (what === undefined || sheets.length < 2) return undefined
  const [first, last] = [what === 'up' ? 1 : 0, sheets.length - (what === 'down' ? 2 : 1)]
  return at >= first && at <= last ? { what, at } : undefined
}

/** The pages after it. */
export const pressed = (sheets: readonly NamedSheet[], { what, at }: Press): readonly NamedSheet[] =>
  what === 'remove' ? sheets.filter((_, page) => page !== at) : swap(sheets, what === 'up' ? at - 1 : at)
