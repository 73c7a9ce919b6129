import { measures } from '../../../../reference/measures.ts'
import { profileSections } from '../../../../reference/profile-sections.ts'
import type { Folder } from '../../../../areas/documents/index.ts'
import type { SpaceAsk } from '../../ask.ts'
import { carePath } from '../../care/care-paths.ts'
import { measurePath, measuresPath } from '../../measures/measure-paths.ts'
import { measureName } from '../../measures/measure-words.ts'
import { profilePath, sectionPath } from '../../profile/profile-paths.ts'
import { foldersPath } from '../arranging/folder-paths.ts'
import { cardPath } from '../card/card-path.ts'
import { sheetPath } from '../card/visit-sheet.tsx'

/** Where the shortcuts of the home page are chosen. */
export const shortcutsPath = '/my/shortcuts'

/** A place that a shortcut leads to; kept by `name`, which stays when addresses change. */
export interface Shortcut {
  name: string
  href: string
  says: string
}

/** Places of one kind under their heading. */
export interface ShortcutGroup {
  heading: string
  places: readonly Shortcut[]
}

const at = '/my'

const pagesOf = ({ text }: SpaceAsk): Shortcut[] => [
  { name: 'documents', href: '/my/documents', says: text.record.list.heading },
  { name: 'values', href: '/my/values', says: text.results.table.heading },
  { name: 'measures', href: measuresPath(at), says: text.measures.heading },
  { name: 'profile', href: profilePath(at), says: text.profile.heading },
  { name: 'care', href: carePath(at), says: text.care.heading },
  { name: 'card', href: cardPath(at), says: text.card.heading },
  { name: 'visit-sheet', href: sheetPath(at), says: text.card.sheet.heading },
  { name: 'history', href: '/my/access/history', says: text.record.home.allLooks },
]

const sectionsOf = ({ lang }: SpaceAsk): Shortcut[] =>
  profileSections
    .filter(({ minors }) => minors !== true)
    .map((section) => ({ name: `section.${section.key}`, href: sectionPath(at, section.key), says: section[lang] }))

const measuresOf = (ask: SpaceAsk): Shortcut[] =>
  measures.map((one) => ({ name: `measure.${one.key}`, href: measurePath(at, one.key), says: measureName(ask, one) }))

/** What may stand on the home page, in the order in which it stands there (rules PML-13). */
export const offeredShortcuts = (ask: SpaceAsk, folders: readonly Folder[]): ShortcutGroup[] => {
  const words = ask.text.record.shortcuts
  const own = folders.map(({ id, name }) => ({ name: `folder.${id}`, href: `${foldersPath}/${id}`, says: name }))
  const groups = [
    { heading: words.pages, places: pagesOf(ask) },
    { heading: words.folders, places: own },
    { heading: words.sections, places: sectionsOf(ask) },
    { heading: words.measures, places: measuresOf(ask) },
  ]
  return groups.filter(({ places }) => places.length > 0)
}

/** The chosen ones, as far as they are there still. */
export const chosenShortcuts = (
  ask: SpaceAsk,
  { folders, shortcuts = [] }: { folders: readonly Folder[]; shortcuts?: readonly string[] },
): Shortcut[] =>
  offeredShortcuts(ask, folders)
    .flatMap(({ places }) => places)
    .filter(({ name }) => shortcuts.includes(name))
