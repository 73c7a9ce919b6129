import type { VNode } from 'preact'
import type { FoundDocument, FoundPage, FoundValue } from '../../../areas/documents/index.ts'
import type { Ask } from '../ask.ts'
import { otherLanguage } from '../other-language.ts'
import { DocumentRow } from './document-row.tsx'
import { InLanguage } from './in-language.tsx'
import { Notice } from './notice.tsx'
import { Pager } from './pager.tsx'
import { PlainList } from './plain-list.tsx'

/** What was found, and where it leads: `record` is the address of the record, `pageAt` that of another page of results. */
export interface FoundAt {
  found: FoundPage
  page: number
  record: string
  pageAt: (page: number) => string
  /** since when a document is new to a professional */
  since?: string
}

const Extract = ({ ask, one }: { ask: Ask; one: FoundDocument }): VNode | null =>
  one.extract === undefined ? null : (
    <p class="row-extract">
      <InLanguage lang={otherLanguage(ask, one.entry.language)}>
        {one.extract.map(({ text, isFound }, index) => (isFound ? <mark key={index}>{text}</mark> : text))}
      </InLanguage>
    </p>
  )

const Values = ({ ask, values, record }: { ask: Ask; values: readonly FoundValue[]; record: string }): VNode | null =>
  values.length === 0 ? null : (
    <section aria-labelledby="values">
      <h2 id="values">{ask.text.search.values}</h2>
      <ul class="plain-list">
        {values.map(({ label, line, at, language }) => (
          <li key={line.documentId + line.line}>
            <a href={`${record}/documents/${line.documentId}/values/${line.line}`}>
              <InLanguage lang={otherLanguage(ask, language)}>{label}</InLanguage>
            </a>{' '}
            <span class="quiet">{ask.text.search.valueAt(ask.words.date(at.slice(0, 10)))}</span>
          </li>
        ))}
      </ul>
    </section>
  )

const Nothing = ({ ask }: { ask: Ask }): VNode => {
  const words = ask.text.search.none
  return (
    <section class="empty">
      <h2>{words.heading}</h2>
      <PlainList says={words.tips} />
    </section>
  )
}

/** What was not searched as it should be, said in numbers; nothing where everything was. */
const Left = ({ ask, found }: { ask: Ask; found: FoundPage }): VNode | null => {
  const words = ask.text.search
  const says = [
    ...(found.unread === 0 ? [] : [words.unread(found.unread)]),
    ...(found.wordless === 0 ? [] : [words.wordless(found.wordless)]),
    ...(found.isWhole ? [] : [words.newestOnly]),
  ]
  return says.length === 0 ? null : (
    <Notice kind="info">
      {says.map((one) => (
        <p key={one}>{one}</p>
      ))}
    </Notice>
  )
}

/** H4, R6: values, then documents with the place where the words stand, newest first; what could not be searched. */
export const FoundList = ({ ask, at }: { ask: Ask; at: FoundAt }): VNode => {
  const { found, page, record, since } = at
  const isEmpty = found.total === 0 && found.values.length === 0
  return (
    <>
      <p class="quiet" role="status">
        {ask.text.search.found(found.total)}
      </p>
      <Values ask={ask} values={found.values} record={record} />
      {isEmpty ? <Nothing ask={ask} /> : null}
      {found.documents.length === 0 ? null : (
        <section aria-labelledby="found">
          <h2 id="found">{ask.text.search.documents}</h2>
          <ul class="rows" data-rows>
            {found.documents.map((one) => (
              <DocumentRow
                key={one.entry.id}
                ask={ask}
                entry={one.entry}
                at={{ href: `${record}/documents/${one.entry.id}`, ...(since === undefined ? {} : { since }) }}
              >
                <Extract ask={ask} one={one} />
              </DocumentRow>
            ))}
          </ul>
        </section>
      )}
      <Pager
        ask={ask}
        next={found.hasMore ? at.pageAt(page + 1) : undefined}
        first={page === 1 ? undefined : at.pageAt(1)}
      />
      <Left ask={ask} found={found} />
    </>
  )
}
