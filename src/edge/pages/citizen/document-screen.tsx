import type { VNode } from 'preact'
import type { DocumentBody } from '../../../areas/documents/index.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Page, SpaceAsk } from '../ask.ts'
import { DocumentFacts } from '../components/document-facts.tsx'
import { DocumentByline } from '../components/document-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Said } from '../components/said.tsx'
import { isFresh } from '../document-words.ts'
import { DocumentTitle } from '../components/document-title.tsx'
import { Icon } from '../components/icon.tsx'
import { readVersions, VersionLinks } from '../content/versions.tsx'
import { DocumentContentView, isClosed } from '../content/document-content-view.tsx'
import { pathPiece } from '../form-fields.ts'
import { replacingPath } from './adding/adding-path.ts'
import { isAdded } from './bin/bin-paths.ts'
import { disputesPath } from './disputes/dispute-screen.tsx'
import { endsPath } from './profile/ends-screen.tsx'
import { recordAt } from '../record-at.ts'
import { awaitsTalkPage } from './talk-first/awaits-talk.tsx'

const Actions = (props: { ask: SpaceAsk; entry: DocumentEntry; body: DocumentBody }): VNode => {
  const { ask, entry, body } = props
  const words = ask.text.record.document
  const at = `${recordAt(ask)}/documents/${entry.id}`
  return (
    <div class="button-row no-print">
      {ask.child === undefined ? (
        <a class="button button-secondary" href={`${at}/who-sees`}>
          <Icon name={entry.visibility.hidden ? 'hidden' : 'access'} />
          {words.whoSees}
        </a>
      ) : null}
      {ask.child === undefined ? (
        <a class="button button-secondary" href={`${at}/share`}>
          {ask.text.sharing.share.startOne}
        </a>
      ) : null}
      {ask.child === undefined ? (
        <a class="button button-secondary" href={`${at}/arrange`}>
          {ask.text.arranging.arrange}
        </a>
      ) : null}
      <a class="button button-secondary" href={endsPath(recordAt(ask), { kind: 'document', id: entry.id })}>
        {ask.text.profile.links.from}
      </a>
      {isClosed(body) ? null : (
        <a class="button button-quiet" href={`${at}/original`} download>
          <Icon name="down" />
          {words.original}
        </a>
      )}
    </div>
  )
}

/** Rules DOC-8, DOC-10: what was added to the space is in the hands of who may add to it. */
const OwnActions = ({ ask, entry }: { ask: SpaceAsk; entry: DocumentEntry }): VNode | null => {
  if (!isAdded(entry) || entry.status === 'entered-in-error') return null
  const words = ask.text.bin
  const at = `${recordAt(ask)}/documents/${entry.id}`
  return (
    <section class="no-print">
      <p>{words.yours}</p>
      <div class="button-row">
        {entry.status === 'current' ? <a href={`${at}/change`}>{words.change}</a> : null}
        {entry.status === 'current' ? <a href={replacingPath(ask, entry.id)}>{words.replace}</a> : null}
        <form method="post" action={`${at}/delete`}>
          <button class="button button-quiet" type="submit">
            {words.delete}
          </button>
        </form>
      </div>
    </section>
  )
}

const Disputed = ({ ask, entry }: { ask: SpaceAsk; entry: DocumentEntry }): VNode | null =>
  entry.quarantined === true ? (
    <Notice kind="attention">
      <p>
        {ask.text.disputes.notice} <a href={disputesPath}>{ask.text.disputes.follow}</a>
      </p>
    </Notice>
  ) : null

/** Law: rules DOC-17; of a document of the last days, for the holder alone. */
const Reminder = ({ ask, entry }: { ask: SpaceAsk; entry: DocumentEntry }): VNode | null => {
  const says = ask.parts.labels.documentTitles.reminderOf(entry.type, ask.lang)
  if (says === undefined || ask.child !== undefined || entry.older || !isFresh(ask, entry)) return null
  return (
    <Notice kind="attention">
      <p>{says}</p>
    </Notice>
  )
}

/** D3: one document, its facts, its content as we can safely show it, the original to keep. */
export const documentScreen = async (ask: SpaceAsk): Promise<Page> => {
  const { entry, body } = await ask.parts.documents.readDocumentBody(ask.visitor, pathPiece(ask.request, 'id'))
  if (entry.awaitsTalk) return awaitsTalkPage(ask, entry)
  const versions = await readVersions(ask, entry)
  const words = ask.text.record.document
  return {
    title: words.title(ask.words.shortDate(entry.createdAt)),
    side: 'citizen',
    place: 'record',
    body: (
      <article class="column">
        <p class="no-print">
          <a class="onward" href={`${recordAt(ask)}/documents`}>
            <Icon name="back" />
            {ask.child === undefined ? words.back : ask.text.children.record.heading(ask.child.name)}
          </a>
        </p>
        <Said ask={ask} sayings={{ ...ask.text.arranging.said, ...ask.text.adding.said, ...ask.text.bin.said }} />
        <h1>
          <DocumentTitle ask={ask} entry={entry} />
        </h1>
        <DocumentByline ask={ask} entry={entry} />
        <Disputed ask={ask} entry={entry} />
        <Reminder ask={ask} entry={entry} />
        <VersionLinks ask={ask} at={`${recordAt(ask)}/documents`} versions={versions} />
        <Actions ask={ask} entry={entry} body={body} />
        <DocumentContentView
          ask={ask}
          at={`${recordAt(ask)}/documents/${entry.id}`}
          body={body}
          language={entry.language}
          advised
        />
        <h2>{words.facts}</h2>
        <DocumentFacts ask={ask} entry={entry} />
        <OwnActions ask={ask} entry={entry} />
        {ask.child === undefined && entry.quarantined !== true ? (
          <p class="no-print">
            <a href={`/my/documents/${entry.id}/dispute`}>{ask.text.disputes.link}</a>
          </p>
        ) : null}
        {ask.child === undefined ? (
          <p class="no-print">
            <a href={`/my/documents/${entry.id}/object`}>{ask.text.objections.link}</a>
          </p>
        ) : null}
      </article>
    ),
  }
}
