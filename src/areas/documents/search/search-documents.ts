import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Actor } from '../../../access/types.ts'
import { foldText } from '../../../platform/fold-text.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Reference } from '../../../reference/reference.ts'
import type { LaboratoryResult } from '../../../reference/result-entry.ts'
import { narrowedFilter } from '../browse/browse-documents.ts'
import { orderOf } from '../document-page.ts'
import { awaitTexts } from './await-texts.ts'
import { cutExtract } from './cut-extract.ts'
import { createFactsOf } from './facts-of-entry.ts'
import { createFind, type FindPlace } from './find-word.ts'
import { readSought } from './sought-words.ts'
import type { DocumentSearch, FoundDocument, FoundPage, FoundValue, SearchQuery } from './types.ts'

/** So many documents of one record are searched at once, the newest; they are opened some at a time. */
const searchedAtMost = 5_000
const openedAtOnce = 250

const pageSize = 20
const mostValues = 6

/** What the search is built from. */
export interface SearchParts {
  door: Door
  reference: Pick<Reference, 'label' | 'findDocumentType'>
}

interface Searching {
  query: SearchQuery
  actor: Actor
  factsOf: (entry: DocumentEntry) => string
}

type Filter = Parameters<Opened['vault']['listDocuments']>[0]

/** A document that may be read, with all that is searched of it. */
interface Searched {
  entry: DocumentEntry
  /** absent: still to be read */
  text: string | undefined
  results: readonly LaboratoryResult[]
}

const openBatch = async (opened: Opened, entries: readonly DocumentEntry[]): Promise<Searched[]> => {
  const blobIds = entries.map(({ blobId }) => blobId)
  const [texts, results] = await Promise.all([opened.vault.findTexts(blobIds), opened.vault.findResultsOf(blobIds)])
  return entries.map((entry) => ({
    entry,
    text: texts.get(entry.blobId),
    results: results.get(entry.blobId) ?? [],
  }))
}

/** The documents that this visitor may read, newest first, some at a time. Nothing of another is opened, and no text of it is fetched. */
const openReadable = async function* (opened: Opened, filter: Filter): AsyncGenerator<Searched> {
  let after: string | undefined
  for (let full = true; full;) {
    const cursor = after === undefined ? {} : { after }
    const batch = await opened.vault.listDocuments(filter, { ...orderOf(), limit: openedAtOnce, ...cursor })
    const readable = batch.filter(({ facts }) => opened.judge(facts).effect === 'permit')
    const entries = readable.map((document) => document.open())
    // What waits for a talk is found by no word: that it is found would tell what it says.
    const shown = entries.filter(({ awaitsTalk }) => !awaitsTalk)
    yield* await openBatch(opened, shown)
    full = batch.length === openedAtOnce
    after = batch.at(-1)?.sortKey
  }
}

const isNamed = (label: string, finds: readonly FindPlace[]): boolean =>
  finds.length > 0 && finds.every((find) => find(label) !== undefined)

const valuesOf = ({ entry, results }: Searched, finds: readonly FindPlace[]): FoundValue[] =>
  results.flatMap(({ codes, label = '', at, status }, line) => {
    if (codes.length === 0 || status !== 'final' || !isNamed(label.normalize('NFC'), finds)) return []
    const language = entry.language === undefined ? {} : { language: entry.language }
    return [{ label, line: { documentId: entry.id, line }, at: at ?? entry.datedAt, ...language }]
  })

const isFound = (finds: readonly FindPlace[], facts: string, text: string): boolean =>
  finds.length > 0 && finds.every((find) => (find(facts) ?? find(text)) !== undefined)

const foundDocument = ({ entry, text = '' }: Searched, finds: readonly FindPlace[]): FoundDocument => {
  const extract = cutExtract(text, finds)
  return { entry, ...(extract === undefined ? {} : { extract }) }
}

const search = async (opened: Opened, { query, actor, factsOf }: Searching): Promise<FoundPage> => {
  const finds = readSought(query.words).map(createFind)
  const from = (query.page - 1) * pageSize
  const documents: FoundDocument[] = []
  const values = new Map<string, FoundValue>()
  const unread: string[] = []
  const count = { searched: 0, found: 0, wordless: 0 }
  const filter = await narrowedFilter(opened, query.chosen ?? {}, actor)
  for await (const one of openReadable(opened, filter)) {
    if (count.searched === searchedAtMost) break
    count.searched += 1
    if (one.text === undefined) unread.push(one.entry.id)
    if (one.text === '') count.wordless += 1
    for (const value of valuesOf(one, finds))
      if (!values.has(foldText(value.label))) values.set(foldText(value.label), value)
    if (!isFound(finds, factsOf(one.entry), one.text ?? '')) continue
    if (count.found >= from && documents.length < pageSize) documents.push(foundDocument(one, finds))
    count.found += 1
  }
  await awaitTexts(opened, unread)
  return {
    documents,
    values: query.chosen === undefined ? [...values.values()].slice(0, mostValues) : [],
    total: count.found,
    hasMore: count.found > from + pageSize,
    unread: unread.length,
    wordless: count.wordless,
    isWhole: count.searched < searchedAtMost,
  }
}

/**
 * Builds the search inside a record: titles, kinds, authors, days, the text of the content, names of values. Everything is opened in
 * memory, behind one entry of the journal, and nothing is kept. Right: what may not be read is not found, not counted, not named.
 */
export const createSearchDocuments = ({ door, reference }: SearchParts): DocumentSearch['searchDocuments'] => {
  const factsOf = createFactsOf(reference)
  return async (visitor, space, query) => {
    const visit = { ...visitor, space, act: 'search-documents' } as const
    return (await door.open(visit, (opened) => search(opened, { query, actor: visitor.actor, factsOf }))).value
  }
}
