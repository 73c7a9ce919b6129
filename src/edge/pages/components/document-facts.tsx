import type { VNode } from 'preact'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Ask } from '../ask.ts'
import { authorName } from '../person-name.ts'
import { FactList, type Fact } from './fact-list.tsx'

const careDates = (ask: Ask, entry: DocumentEntry): string | undefined => {
  if (entry.periodStart === undefined) return undefined
  const start = ask.words.date(entry.periodStart)
  return ask.text.record.document.from(start, entry.periodEnd === undefined ? start : ask.words.date(entry.periodEnd))
}

const authorsOf = (entry: DocumentEntry): string =>
  entry.authors
    .map((author) => [authorName(author), author.specialty?.display].filter((part) => part !== undefined).join(', '))
    .join(' ; ')

const visibilityWords = (ask: Ask, entry: DocumentEntry): string => {
  const { record, professional } = ask.text
  if (ask.session?.actor.kind === 'professional')
    return professional.visibility[entry.visibility.hidden ? 'hidden' : 'visible']
  return entry.visibility.hidden ? record.document.hiddenSays : record.document.visibleSays
}

/** What is known of a document beside its content: kind, authors, place, dates, who sent it, size, visibility. */
export const DocumentFacts = ({ ask, entry }: { ask: Ask; entry: DocumentEntry }): VNode => {
  const words = ask.text.record.document
  const facts: Fact[] = [
    { name: words.type, says: ask.parts.labels.documentTypeLabel(entry.type, ask.lang) },
    { name: words.author, says: authorsOf(entry) },
    { name: words.facility, says: entry.authors[0]?.facility?.name ?? entry.custodian?.name },
    { name: words.written, says: ask.words.date(entry.createdAt) },
    { name: words.care, says: careDates(ask, entry) },
    { name: words.received, says: ask.words.date(entry.depositedAt) },
    { name: words.sentBy, says: entry.depositedBy.name },
    { name: words.size, says: ask.words.size(entry.size) },
    { name: words.visibility, says: visibilityWords(ask, entry) },
  ]
  return (
    <section class="document-facts" aria-label={words.facts}>
      <FactList facts={facts} />
    </section>
  )
}
