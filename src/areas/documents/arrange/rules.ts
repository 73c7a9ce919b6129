import { Problem } from '../../../platform/problem.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Arrangement, ArrangementChange, Folder } from './types.ts'

/** Law: rules DOC-13. */
export const longestName = 50

const mostFolders = 100
/** Law: rules DOC-14. */
export const mostPins = 20

/** Law: rules PML-13. */
export const mostShortcuts = 5

const longestShortcut = 100

const allowedSigns = /^[\p{L}\p{M}\p{N} '’-]+$/u

const wrongName = (reason: string, details: Record<string, string | number> = {}): Problem =>
  new Problem('incorrect', reason, { details: { field: 'name', ...details } })

/** Whether two names are one for whoever reads them. */
export const sameName = (a: string, b: string): boolean => a.toLocaleLowerCase('fr') === b.toLocaleLowerCase('fr')

/** The name as it is kept: its blanks made single. Throws what is wrong with it; `others` are the folders there already. */
export const requireFolderName = (typed: string, others: readonly Folder[]): string => {
  const name = typed.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
  if (name === '') throw wrongName('folder-name-missing')
  if (name.length > longestName) throw wrongName('folder-name-too-long', { most: longestName })
  if (!allowedSigns.test(name)) throw wrongName('folder-name-signs')
  if (others.some((other) => sameName(other.name, name))) throw wrongName('folder-name-taken')
  return name
}

/** Problem `absent` where no folder has this id. */
export const requireFolder = (folders: readonly Folder[], id: string): Folder => {
  const found = folders.find((folder) => folder.id === id)
  if (found === undefined) throw new Problem('absent', 'folder-unknown')
  return found
}

/** A record without the members that are gone. */
export const without = <T>(record: Readonly<Record<string, T>>, isGone: (key: string, value: T) => boolean) =>
  Object.fromEntries(Object.entries(record).filter(([key, value]) => !isGone(key, value)))

const changeFolders = (
  before: Arrangement,
  change: Exclude<ArrangementChange, { documentId: string } | { what: 'choose-shortcuts' }>,
  newId: string,
): Arrangement => {
  const { folders, places } = before
  if (change.what === 'add-folder') {
    const name = requireFolderName(change.name, folders)
    if (folders.length >= mostFolders) throw wrongName('too-many-folders', { most: mostFolders })
    return { ...before, folders: [...folders, { id: newId, name }] }
  }
  const { id } = requireFolder(folders, change.folderId)
  const others = folders.filter((folder) => folder.id !== id)
  if (change.what === 'remove-folder')
    return { ...before, folders: others, places: without(places, (_, folderId) => folderId === id) }
  return { ...before, folders: [...others, { id, name: requireFolderName(change.name, others) }] }
}

const chooseShortcuts = (before: Arrangement, names: readonly string[]): Arrangement => {
  const shortcuts = [...new Set(names)].filter((name) => name.length <= longestShortcut)
  if (shortcuts.length > mostShortcuts)
    throw new Problem('incorrect', 'too-many-shortcuts', { details: { field: 'shortcut', most: mostShortcuts } })
  return { ...before, shortcuts }
}

/** The arrangement after a change. Twice is the same as once, but for a folder, whose name is taken by then. */
export const arranged = (before: Arrangement, change: ArrangementChange, newId: string): Arrangement => {
  const { folders, places, pins } = before
  if (change.what === 'choose-shortcuts') return chooseShortcuts(before, change.names)
  if (change.what === 'move') {
    const elsewhere = without(places, (documentId) => documentId === change.documentId)
    if (change.folderId === undefined) return { ...before, places: elsewhere }
    return { ...before, places: { ...elsewhere, [change.documentId]: requireFolder(folders, change.folderId).id } }
  }
  if (!('documentId' in change)) return changeFolders(before, change, newId)
  const others = pins.filter((id) => id !== change.documentId)
  if (change.what === 'unpin') return { ...before, pins: others }
  if (others.length >= mostPins) throw new Problem('conflict', 'too-many-pins', { details: { most: mostPins } })
  return { ...before, pins: [change.documentId, ...others] }
}

/** Folders in the order in which people look for them. */
export const inOrder = (folders: readonly Folder[]): Folder[] =>
  folders.toSorted((a, b) => a.name.localeCompare(b.name, 'fr', { numeric: true }))

const authorOf = ({ authors: [first], depositedBy }: DocumentEntry): string =>
  first?.person === undefined
    ? (first?.device ?? first?.facility?.name ?? depositedBy.name)
    : `${first.person.family} ${first.person.given}`

const keyOf = (entry: DocumentEntry, sort: 'title' | 'author'): string =>
  sort === 'author' ? authorOf(entry) : entry.title || (entry.type.display ?? entry.type.code)

/** By what is read of each; of the same, the newest first, as they are given. */
export const byWords = <T extends { entry: DocumentEntry }>(placed: readonly T[], sort: 'title' | 'author'): T[] =>
  placed.toSorted((a, b) =>
    keyOf(a.entry, sort).localeCompare(keyOf(b.entry, sort), 'fr', { sensitivity: 'base', numeric: true }),
  )
