import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { Ask } from './ask.ts'
import { authorName } from './author-name.ts'

const freshMs = 7 * 24 * 3_600_000

/** Whether a document has a title of its own that says something to a person. */
export const isTitled = (ask: Ask, { title, type, awaitsTalk }: DocumentEntry): boolean =>
  !awaitsTalk && ask.parts.labels.documentTitles.isHuman(title, type)

/** The kind of a document in plain words. */
export const documentKind = (ask: Ask, { type, awaitsTalk }: DocumentEntry): string =>
  awaitsTalk ? ask.text.talkFirst.name : ask.parts.labels.documentTitles.humanTitle({ type }, ask.lang)

/** How a document is called in lists: its own title, else the kind of document it is. Never in the title of a page. */
export const documentName = (ask: Ask, entry: DocumentEntry): string => {
  if (entry.awaitsTalk) return ask.text.talkFirst.name
  return isTitled(ask, entry)
    ? entry.title
    : ask.parts.labels.documentTitles.humanTitle({ type: entry.type, specialty: entry.authors[0]?.specialty }, ask.lang)
}

/** How a document is called where nothing beside it says whose it is and of which day. */
export const documentNameAlone = (ask: Ask, entry: DocumentEntry): string =>
  isTitled(ask, entry)
    ? entry.title
    : ask.parts.labels.documentTitles.humanTitle(
        {
          type: entry.type,
          specialty: entry.authors[0]?.specialty,
          author: authorName(entry.authors[0]),
          day: ask.words.date(entry.createdAt),
        },
        ask.lang,
      )

/** Whether a document arrived in the last seven days; what arrived long after it was made has a word of its own. */
export const isFresh = (ask: Ask, entry: Pick<DocumentEntry, 'depositedAt'>): boolean =>
  ask.parts.clock.now().getTime() - Date.parse(entry.depositedAt) < freshMs

/** Whether a document of the last days is news to its holder, or to who represents them: neither what is old nor what they added themselves is. */
export const isNew = (ask: Ask, entry: DocumentEntry): boolean => {
  const isOwn = entry.authors.some(({ as }) => as !== undefined) && entry.depositedBy.id === ask.session?.actor.id
  return isFresh(ask, entry) && !entry.older && !isOwn
}
