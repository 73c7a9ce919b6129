import type { LinkedItem } from '../../../areas/profile/index.ts'
import type { LineLink } from '../../../reference/profile-entry.ts'
import { findProfileSection } from '../../../reference/profile-sections.ts'
import { findMeasure, measures } from '../../../reference/measures.ts'
import type { Ask } from '../ask.ts'
import { documentNameAlone } from '../document-words.ts'
import { findKind, measurePath } from '../measures/measure-paths.ts'
import { measureName } from '../measures/measure-words.ts'
import { sectionPath } from './profile-paths.ts'
import { lineTitle } from './profile-words.ts'

/** What a linked thing is called. */
export const linkedName = (ask: Ask, item: LinkedItem): string => {
  if (item.kind === 'folder') return item.name
  if (item.kind === 'document') return documentNameAlone(ask, item.entry)
  if (item.kind === 'measure') {
    const measure = findMeasure(item.id)
    return measure === undefined ? '' : measureName(ask, measure)
  }
  const section = findProfileSection(item.line.section)
  return section === undefined ? '' : lineTitle(ask, section, item.line)
}

/** What sort of thing it is. */
export const linkedSort = (ask: Ask, item: LinkedItem): string =>
  item.kind === 'line'
    ? (findProfileSection(item.line.section)?.[ask.lang] ?? '')
    : ask.text.profile.links.sorts[item.kind]

/** Where it is, under the address of a record: of people's own, or of a patient's, whose lines have no page of their own. */
export const linkedPath = (item: LinkedItem, at: string, isPatient: boolean): string | undefined => {
  if (item.kind === 'document') return `${at}/documents/${item.id}`
  if (item.kind === 'measure') return measurePath(at, item.id)
  if (isPatient) return undefined
  return item.kind === 'folder' ? `${at}/folders/${item.id}` : `${sectionPath(at, item.line.section)}/${item.id}`
}

/** The end of a link as a form or an address names it. Right: a number stands for what somebody measures. */
export const linkWord = ({ kind, id }: LineLink): string =>
  kind === 'measure' ? `${kind}.${measures.findIndex(({ key }) => key === id) + 1}` : `${kind}.${id}`

/** The end that a word means; nothing for any other word. */
export const readLinkWord = (word: string): LineLink | undefined => {
  const [, kind, id = ''] = /^(line|document|folder|measure)\.([\w-]{1,40})$/.exec(word) ?? []
  if (kind === 'measure') {
    const measure = findKind(id)
    return measure === undefined ? undefined : { kind, id: measure.key }
  }
  return kind === 'line' || kind === 'document' || kind === 'folder' ? { kind, id } : undefined
}
