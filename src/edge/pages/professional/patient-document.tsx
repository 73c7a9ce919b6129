import type { VNode } from 'preact'
import type { DocumentBody } from '../../../areas/documents/index.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Page, ProfessionalAsk } from '../ask.ts'
import { DocumentFacts } from '../components/document-facts.tsx'
import { DocumentPills } from '../components/document-row.tsx'
import { DocumentTitle } from '../components/document-title.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { Said } from '../components/said.tsx'
import { ReportQuote } from '../content/result-quote.tsx'
import { readVersions, VersionLinks } from '../content/versions.tsx'
import { DocumentContentView, isClosed } from '../content/document-content-view.tsx'
import { pathPiece } from '../form-fields.ts'
import { browseAddress, readBrowseFilters } from './browse-filters.ts'
import { readBrowsed, type Browsed } from './browsed.ts'
import { DocumentPane } from './document-pane.tsx'
import { KeyHelp } from './key-help.tsx'
import { NoteTalk } from './note-talk.tsx'
import { OwnDocument } from './own-document.tsx'

interface FactsProps {
  ask: ProfessionalAsk
  at: string
  entry: DocumentEntry
  body: DocumentBody
}

const Facts = ({ ask, at, entry, body }: FactsProps): VNode => (
  <aside class="pane pane-facts" aria-label={ask.text.record.document.facts}>
    <DocumentFacts ask={ask} entry={entry} />
    {isClosed(body) ? null : (
      <p class="no-print">
        <a class="button button-secondary" href={`${at}/original`} download>
          <Icon name="down" />
          {ask.text.record.document.original}
        </a>
      </p>
    )}
    <OwnDocument ask={ask} at={at} entry={entry} />
    <KeyHelp ask={ask} />
  </aside>
)

/** The documents before and behind the open one, as they were chosen; behind the last of a page, the next page. */
const Neighbours = ({ ask, at, id }: { ask: ProfessionalAsk; at: Browsed; id: string }): VNode | null => {
  const { entries, next } = at.found
  const place = entries.findIndex((entry) => entry.id === id)
  if (place === -1) return null
  const words = ask.text.workplace.reading
  const addressOf = (entry: DocumentEntry | undefined): string | undefined =>
    entry && browseAddress(`${at.path}/${entry.id}`, at.filters, { after: at.filters.after })
  const [before, after] = [addressOf(entries[place - 1]), addressOf(entries[place + 1])]
  const onward = next === undefined ? undefined : browseAddress(at.path, at.filters, { after: next })
  return (
    <nav class="pager no-print" aria-label={ask.text.shell.pages}>
      {before === undefined ? null : (
        <a class="onward" href={before} data-key="k">
          <Icon name="back" />
          {words.previous}
        </a>
      )}
      {after === undefined && onward === undefined ? null : (
        <a class="onward" href={after ?? onward} data-key="j">
          {after === undefined ? words.nextPage : words.next}
          <Icon name="next" />
        </a>
      )}
    </nav>
  )
}

const Reading = ({ ask, at, children }: { ask: ProfessionalAsk; at: Browsed; children: VNode[] }): VNode => (
  <article class="pane pane-reading">
    <p class="pane-back no-print">
      <a class="onward" href={browseAddress(at.path, at.filters, { after: at.filters.after })}>
        <Icon name="back" />
        {ask.text.professional.list.back}
      </a>
    </p>
    {children}
  </article>
)

/** R7: the reading pane between the list and the facts; one column below 1100 pixels. */
export const patientDocument = async (ask: ProfessionalAsk): Promise<Page> => {
  const at = await readBrowsed(ask, pathPiece(ask.request, 'space'), readBrowseFilters(ask.query))
  const { entry, body } = await ask.parts.documents.readDocumentBody(ask.visitor, pathPiece(ask.request, 'id'))
  const versions = await readVersions(ask, entry)
  const address = `${at.path}/${entry.id}`
  return {
    title: ask.text.professional.document.title(ask.words.shortDate(entry.createdAt)),
    side: 'professional',
    place: 'patients',
    patient: at.person,
    island: 'workplace',
    body: (
      <div class="panes panes-reading">
        <DocumentPane ask={ask} at={at} currentId={entry.id} />
        <Reading ask={ask} at={at}>
          <Said ask={ask} sayings={{ ...ask.text.deposit.said, 'talk-noted': ask.text.talkFirst.note.noted }} />
          <h1>
            <DocumentTitle ask={ask} entry={entry} />
          </h1>
          <p class="pills">
            <DocumentPills ask={ask} entry={entry} since={at.since} />
          </p>
          <VersionLinks ask={ask} at={at.path} versions={versions} />
          {entry.visibility.hiddenFromRepresentatives ? (
            <Notice kind="attention">
              <p>{ask.text.emergency.secret}</p>
            </Notice>
          ) : (
            <></>
          )}
          <DocumentContentView ask={ask} at={address} body={body} language={entry.language} advised={false} />
          <ReportQuote ask={ask} entry={entry} results={'results' in body ? body.results : []} />
          <NoteTalk ask={ask} at={address} entry={entry} />
          <Neighbours ask={ask} at={at} id={entry.id} />
        </Reading>
        <Facts ask={ask} at={address} entry={entry} body={body} />
      </div>
    ),
  }
}
