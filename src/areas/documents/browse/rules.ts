import type { Author, Coding, DocumentEntry } from '../../../reference/document-entry.ts'
import { partyIdOf } from '../rules.ts'
import type { Chosen, Facets } from './types.ts'

/** Documents that share what facets are counted by, all of them open to the reader. */
export interface Group {
  typeCode: string
  year: string
  isNew: boolean
  authorIds: readonly string[]
  count: number
}

/** Who wrote, as their documents name them. */
export interface Writer {
  partyId: string
  name: string
  specialty?: Coding
}

/** A choice with its authors and specialty as the parties they stand for. */
export interface Narrowing extends Omit<Chosen, 'author' | 'specialty' | 'since' | 'onlyOwn'> {
  /** each of them: one of these parties wrote it */
  writtenBy: readonly (readonly string[])[]
}

const nameOf = ({ person, device, facility }: Author): string | undefined =>
  person === undefined ? (device ?? facility?.name) : `${person.given} ${person.family}`.trim()

const writerOf = (author: Author): Writer[] => {
  const id = author.id ?? author.facility?.id
  const name = nameOf(author)
  if (id === undefined || name === undefined || name === '') return []
  return [{ partyId: partyIdOf(id), name, ...(author.specialty ? { specialty: author.specialty } : {}) }]
}

/** Everybody whom these documents name as their authors, each once: the first that names them says how. */
export const writersOf = (entries: readonly Pick<DocumentEntry, 'authors' | 'authenticator'>[]): Writer[] => {
  const writers = new Map<string, Writer>()
  for (const { authors, authenticator } of entries)
    for (const writer of [...authors, ...(authenticator ? [authenticator] : [])].flatMap(writerOf))
      if (writers.get(writer.partyId)?.specialty === undefined) writers.set(writer.partyId, writer)
  return [...writers.values()]
}

const isWrittenBy = (group: Group, parties: readonly string[]): boolean =>
  parties.some((party) => group.authorIds.includes(party))

/** Whether the documents of a group are among those chosen. */
export const isChosen = (group: Group, chosen: Narrowing): boolean =>
  (chosen.typeCodes === undefined || chosen.typeCodes.includes(group.typeCode)) &&
  (chosen.year === undefined || chosen.year === group.year) &&
  (chosen.onlyNew !== true || group.isNew) &&
  chosen.writtenBy.every((parties) => isWrittenBy(group, parties))

/** How many documents the groups hold. */
export const countOf = (groups: readonly Pick<Group, 'count'>[]): number =>
  groups.reduce((total, { count }) => total + count, 0)

const tally = (groups: readonly Group[], keyOf: (group: Group) => string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const group of groups) counts.set(keyOf(group), (counts.get(keyOf(group)) ?? 0) + group.count)
  return counts
}

/** The parties of each specialty, by the code that the documents write. */
export const partiesBySpecialty = (writers: readonly Writer[]): Map<string, { coding: Coding; parties: string[] }> => {
  const found = new Map<string, { coding: Coding; parties: string[] }>()
  for (const { partyId, specialty } of writers) {
    if (specialty === undefined) continue
    const known = found.get(specialty.code) ?? { coding: specialty, parties: [] }
    found.set(specialty.code, { ...known, parties: [...known.parties, partyId] })
  }
  return found
}

const mostFirst = (a: { count: number }, b: { count: number }): number => b.count - a.count

/** The facets of what is chosen: a document of two authors counts once for each, and once for a specialty they share. */
export const facetsOf = (
  groups: readonly Group[],
  writers: readonly Writer[],
  keyOf: (kind: 'author' | 'specialty', id: string) => string,
): Omit<Facets, 'isCounted'> => {
  const written = (parties: readonly string[]): number => countOf(groups.filter((group) => isWrittenBy(group, parties)))
  const authors = writers.map(({ partyId, name }) => ({
    key: keyOf('author', partyId),
    name,
    count: written([partyId]),
  }))
  const specialties = [...partiesBySpecialty(writers)].map(([code, { coding, parties }]) => ({
    key: keyOf('specialty', code),
    coding,
    count: written(parties),
  }))
  return {
    types: tally(groups, ({ typeCode }) => typeCode),
    years: tally(groups, ({ year }) => year),
    authors: authors.toSorted(mostFirst),
    specialties: specialties.toSorted(mostFirst),
    fresh: countOf(groups.filter(({ isNew }) => isNew)),
  }
}
