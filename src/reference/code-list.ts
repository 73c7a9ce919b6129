import { Type, type Static, type TSchema } from 'typebox'
import type { CodeSystems } from './code-systems.ts'
import { DataFlaw, readData } from './data-file.ts'

/** Properties that every row of a code list has. `alsoWritten` are other spellings of the code met in standards. */
export const conceptProperties = {
  code: Type.String({ minLength: 1 }),
  system: Type.Optional(Type.String({ minLength: 1 })),
  fr: Type.String({ minLength: 1 }),
  en: Type.Optional(Type.String({ minLength: 1 })),
  alsoWritten: Type.Optional(Type.Array(Type.String())),
}

const anyConcept = Type.Object(conceptProperties)
type Row = Static<typeof anyConcept>

/** The schema of a code list's file, from that of its rows. */
export const listOf = <S extends TSchema>(row: S) =>
  Type.Object({
    source: Type.String(),
    licence: Type.String(),
    system: Type.Optional(Type.String()),
    concepts: Type.Array(row),
  })

/** A code with its two labels; English falls back to French where the list has none. */
export type Concept<R = Row> = R & { readonly system: string; readonly en: string }

/** What to look for: a code alone, or in a system in any of its spellings. */
export type CodeWanted = string | { readonly system?: string | undefined; readonly code: string }

/** A code list in memory. */
export interface CodeList<C> {
  readonly all: readonly C[]
  find(wanted: CodeWanted): C | undefined
}

const keysOf = (concept: Concept): string[] =>
  [concept.code, ...(concept.alsoWritten ?? [])].flatMap((code) => [code, `${concept.system}|${code}`])

const indexOf = <C extends Concept>(path: string, all: readonly C[]): ReadonlyMap<string, C> => {
  const index = new Map<string, C>()
  for (const concept of all) {
    for (const key of keysOf(concept)) {
      if (index.has(key)) throw new DataFlaw(path, `code ${concept.code}`, 'the code stands twice in the list')
      index.set(key, concept)
    }
  }
  return index
}

/** A code list as its file has it; `system` stands for rows that name none. */
export interface CodeListFile<R extends Row> {
  system?: string
  concepts: R[]
}

/** Makes a code list searchable. `path` is its file, named by the DataFlaw thrown on a doubled code or a row without system. */
export const createCodeList = <R extends Row>(
  path: string,
  file: CodeListFile<R>,
  systems: CodeSystems,
): CodeList<Concept<R>> => {
  const all = file.concepts.map((row) => {
    const system = row.system ?? file.system
    if (system === undefined)
      throw new DataFlaw(path, `code ${row.code}`, 'neither the row nor the list names a system')
    return Object.freeze({ ...row, system: systems.canonical(system), en: row.en ?? row.fr })
  })
  const index = indexOf(path, all)
  const find = (wanted: CodeWanted) => {
    if (typeof wanted === 'string') return index.get(wanted)
    return index.get(wanted.system === undefined ? wanted.code : `${systems.canonical(wanted.system)}|${wanted.code}`)
  }
  return Object.freeze({ all: Object.freeze(all), find })
}

/** Reads a list whose rows have nothing beyond their labels. */
export const readPlainList = (name: string, systems: CodeSystems): CodeList<Concept> => {
  const path = `codes/${name}.json`
  return createCodeList(path, readData(path, listOf(anyConcept)), systems)
}
