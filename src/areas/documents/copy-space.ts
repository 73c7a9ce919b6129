import type { Readable } from 'node:stream'
import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Receipt, Visitor } from '../../access/types.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Measurement } from '../../reference/measurement-entry.ts'
import type { CareLine } from '../../reference/care-entry.ts'
import type { LineLink, ProfileLine } from '../../reference/profile-entry.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import {
  historyLine,
  namesOf,
  readAllOlder,
  writeJournalFile,
  type FileLog,
  type HistoryLine,
  type NamedDocument,
  type OlderLine,
} from '../history/index.ts'
import { inOrder } from './arrange/rules.ts'
import { closedBy } from './read-document.ts'
import type { Person, Persons } from '../identity/index.ts'

/** A document of a copy with its bytes; without `stream` its object could not be opened, which the copy must say. */
export interface CopiedFile {
  entry: DocumentEntry
  stream?: Readable
}

/** A folder of the holder's in a copy, with the ids of those of its documents that the copy has. */
export interface CopiedFolder {
  name: string
  documents: readonly string[]
}

/** Everything a space holds for its holder: who they are, what was deposited, who did what, newest first. */
export interface SpaceCopy {
  person: Person
  entries: readonly DocumentEntry[]
  /** how they arranged what is in `entries`; the pins in their order */
  folders: readonly CopiedFolder[]
  pinned: readonly string[]
  /** what was measured */
  measurements: readonly Measurement[]
  /** what people say of their health */
  profile: readonly ProfileLine[]
  /** what feeds tell of care that was received */
  care: readonly CareLine[]
  journal: readonly HistoryLine[]
  /** accesses of a time before this space's journal: of an older record, of a space merged into this one */
  older: readonly OlderLine[]
  /** the file “my journal”, which proves itself */
  journalFile: string
  /** The bytes, one document at a time and in the order of `entries`: the next is opened when the one before is taken. */
  files(): AsyncIterable<CopiedFile>
}

/** The holder's copy of their whole space. Law: L.1111-13-1; rules ENR-37. */
export interface SpaceCopying {
  /**
   * One entry of the journal for the whole copy. Documents that the holder may not read yet are left out. Works in a closed or
   * suspended space too, as long as anything is kept.
   */
  copySpace(holder: Visitor, spaceId: string): Promise<SpaceCopy>
}

/** What copying is built from. */
export interface CopyParts {
  door: Door
  database: Database
  persons: Pick<Persons, 'loadPerson'>
  /** says which key signed the checkpoints in a holder's file */
  publicLog: FileLog
}

type Blob = NonNullable<Awaited<ReturnType<Opened['vault']['findBlob']>>>

interface Found {
  entry: DocumentEntry
  blob: Blob | undefined
}

const pageSize = 200

const readDocuments = async (opened: Opened): Promise<Found[]> => {
  const found: Found[] = []
  let after: string | undefined
  for (let full = true; full;) {
    const page = await opened.vault.listDocuments(
      { prefilter: opened.prefilter },
      { sort: 'created_at', descending: true, limit: pageSize, ...(after === undefined ? {} : { after }) },
    )
    full = page.length === pageSize
    after = page.at(-1)?.sortKey
    const readable = page.filter(({ facts }) => opened.judge(facts).effect === 'permit')
    const entries = readable.map((document) => document.open())
    const blobs = await opened.vault.findBlobs(entries.map(({ blobId }) => blobId))
    found.push(...entries.map((entry) => ({ entry, blob: blobs.get(entry.blobId) })))
  }
  return found
}

const readMeasurements = async ({ vault, judge }: Opened): Promise<Measurement[]> => {
  const found: Measurement[] = []
  for (let after: string | undefined; ;) {
    const page = await vault.listMovableMeasurements({ after, limit: pageSize })
    const readable = page.filter(({ facts }) => judge(facts).effect === 'permit')
    found.push(...readable.map(({ measurement }) => measurement))
    after = page.at(-1)?.measurement.id
    if (after === undefined) return found
  }
}

const readCare = async ({ vault, judge }: Opened): Promise<CareLine[]> => {
  const found: CareLine[] = []
  for (let after: string | undefined; ;) {
    const page = await vault.listMovableCare({ after, limit: pageSize })
    found.push(...page.filter(({ facts }) => judge(facts).effect === 'permit').map((line) => line.open()))
    after = page.at(-1)?.facts.id
    if (after === undefined) return found
  }
}

const readJournal = async (opened: Opened, titles: ReadonlyMap<string, NamedDocument>): Promise<HistoryLine[]> => {
  const lines: HistoryLine[] = []
  let before: string | undefined
  for (let full = true; full;) {
    const page = await opened.readEntries({ ...(before === undefined ? {} : { before }), limit: pageSize })
    full = page.length === pageSize
    before = page.at(-1)?.place
    lines.push(...page.map((entry) => historyLine(entry, titles)))
  }
  return lines
}

const arrangedOf = async (
  { vault }: Opened,
  found: readonly Found[],
): Promise<Pick<SpaceCopy, 'folders' | 'pinned'>> => {
  const { folders, places, pins } = await vault.findArrangement()
  const ids = found.map(({ entry }) => entry.id)
  return {
    folders: inOrder(folders).map(({ id, name }) => ({ name, documents: ids.filter((one) => places[one] === id) })),
    pinned: pins.filter((id) => ids.includes(id)),
  }
}

/** Lines with the links whose ends are in the copy too; a folder by its name, as the copy has it. */
const readProfile = async ({ vault, judge }: Opened, found: readonly Found[]): Promise<ProfileLine[]> => {
  const lines = (await vault.listLines())
    .filter(({ facts }) => judge(facts).effect === 'permit')
    .map((line) => line.open())
  if (lines.every(({ links }) => links === undefined)) return lines
  const folders = new Map((await vault.findArrangement()).folders.map(({ id, name }) => [id, name]))
  const there = new Set([...lines, ...found.map(({ entry }) => entry)].map(({ id }) => id))
  const shown = (link: LineLink): LineLink[] => {
    if (link.kind === 'measure') return [link]
    if (link.kind !== 'folder') return there.has(link.id) ? [link] : []
    const name = folders.get(link.id)
    return name === undefined ? [] : [{ kind: 'folder', id: name }]
  }
  return lines.map((line) => (line.links === undefined ? line : { ...line, links: line.links.flatMap(shown) }))
}

const openFile = async (door: Door, receipt: Receipt, { entry, blob }: Found): Promise<CopiedFile> => {
  if (blob === undefined || closedBy(blob) !== undefined) return { entry }
  // One damaged object must not keep somebody from everything else; the copy names it.
  const stream = await door.content(receipt, blob).catch(() => undefined)
  return stream === undefined ? { entry } : { entry, stream }
}

/** Builds the copy of a space over the door. */
export const createCopySpace =
  ({ door, database, persons, publicLog }: CopyParts): SpaceCopying['copySpace'] =>
  async (holder, spaceId) => {
    const visit = { ...holder, space: { spaceId }, act: 'copy-space' } as const
    const { value, receipt } = await door.open(visit, async (opened) => {
      const found = await readDocuments(opened)
      const titles = namesOf(found.map(({ entry }) => entry))
      const journal = await readJournal(opened, titles)
      const older = await readAllOlder(opened, titles)
      const arranged = await arrangedOf(opened, found)
      const measurements = await readMeasurements(opened)
      const profile = await readProfile(opened, found)
      return {
        found,
        arranged,
        measurements,
        profile,
        care: await readCare(opened),
        journal,
        older,
        journalFile: await writeJournalFile(opened, publicLog),
      }
    })
    const files = async function* (): AsyncGenerator<CopiedFile> {
      for (const found of value.found) yield await openFile(door, receipt, found)
    }
    const person = await persons.loadPerson(database, spaceId)
    const { found, arranged, ...rest } = value
    return { person, entries: found.map(({ entry }) => entry), ...arranged, ...rest, files }
  }
