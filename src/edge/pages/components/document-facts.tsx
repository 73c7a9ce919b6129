import { Fragment, type VNode } from 'preact'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Ask } from '../ask.ts'
import { otherLanguage } from '../other-language.ts'
import { AuthorWords } from './author-words.tsx'
import { FactList, type Fact } from './fact-list.tsx'
import { InLanguage } from './in-language.tsx'

const careDates = (ask: Ask, entry: DocumentEntry): string | undefined => {
  if (entry.periodStart === undefined) return undefined
  const start = ask.words.date(entry.periodStart)
  return ask.text.record.document.from(start, entry.periodEnd === undefined ? start : ask.words.date(entry.periodEnd))
}

const Authors = ({ ask, entry }: { ask: Ask; entry: DocumentEntry }): VNode => (
  <>
    {entry.authors.map((author, index) => (
      <Fragment key={index}>
        {index === 0 ? null : ' ; '}
        <AuthorWords ask={ask} entry={entry} author={author} />
      </Fragment>
    ))}
  </>
)

const facilityOf = (ask: Ask, entry: DocumentEntry): VNode | undefined => {
  const name = entry.authors[0]?.facility?.name ?? entry.custodian?.name
  return name === undefined ? undefined : <InLanguage lang={otherLanguage(ask, entry.language)}>{name}</InLanguage>
}

/** Spec: GUIDE EX_3.2-1025, a professional is warned before they speak of it to whoever must not know. */
const professionalWords = (
  words: Ask['text']['professional']['visibility'],
  { hidden, withheld, hiddenFromRepresentatives }: DocumentEntry['visibility'],
): string => {
  if (withheld) return words.withheld
  if (hiddenFromRepresentatives) return words.secret
  return hidden ? words.hidden : words.visible
}

const visibilityWords = (ask: Ask, entry: DocumentEntry): string => {
  const { record, professional, disputes } = ask.text
  const isProfessional = ask.session?.actor.kind === 'professional'
  if (entry.quarantined) return isProfessional ? disputes.author.notice : disputes.notice
  if (isProfessional) return professionalWords(professional.visibility, entry.visibility)
  return entry.visibility.hidden ? record.document.hiddenSays : record.document.visibleSays
}

const receivedWords = (ask: Ask, entry: DocumentEntry): string => {
  const day = ask.words.date(entry.depositedAt)
  return entry.older ? ask.text.record.document.receivedOlder(day) : day
}

/** What is known of a document beside its content: kind, authors, place, dates, who sent it, size, visibility. */
export const DocumentFacts = ({ ask, entry }: { ask: Ask; entry: DocumentEntry }): VNode => {
  const words = ask.text.record.document
  const facts: Fact[] = [
    { name: words.type, says: ask.parts.labels.documentTypeLabel(entry.type, ask.lang) },
    { name: words.author, says: entry.authors.length === 0 ? undefined : <Authors ask={ask} entry={entry} /> },
    { name: words.facility, says: facilityOf(ask, entry) },
    { name: words.written, says: ask.words.date(entry.createdAt) },
    { name: words.care, says: careDates(ask, entry) },
    { name: words.received, says: receivedWords(ask, entry) },
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
