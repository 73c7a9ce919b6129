import type { ComponentChildren, VNode } from 'preact'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Ask } from '../ask.ts'
import { documentKind, isFresh, isNew, isTitled } from '../document-words.ts'
import { AuthorLine } from './author-words.tsx'
import { DocumentTitle } from './document-title.tsx'
import { Icon } from './icon.tsx'
import { Pill } from './pill.tsx'
import { isLater } from '../../../platform/calendar.ts'

/** New to a professional: since their last visit, if they came before. To anybody else: of the last days. */
const newWord = (ask: Ask, entry: DocumentEntry, since: string | undefined): string | undefined => {
  if (entry.older) return undefined
  if (ask.session?.actor.kind !== 'professional') return isNew(ask, entry) ? ask.text.record.list.fresh : undefined
  if (since === undefined) return undefined
  return isLater(entry.depositedAt, since) ? ask.text.workplace.summary.forYou : undefined
}

/** Rules DOC-32: what no professional wrote is marked, for everybody who reads it. */
const addedWord = ({ text, session }: Ask, { authors, depositedBy }: DocumentEntry): string | undefined => {
  const as = authors.find((author) => author.as !== undefined)?.as
  if (as === undefined) return undefined
  if (session?.actor.id === depositedBy.id) return text.adding.byYou
  return as === 'patient' ? text.adding.byPatient : text.adding.byRelated
}

/** The states of a document as words with icons: new, hidden, a minor's secret, to be announced, replaced, withdrawn. `since`: the reader's last visit. */
export const DocumentPills = (props: { ask: Ask; entry: DocumentEntry; since?: string | undefined }): VNode => {
  const { ask, entry } = props
  const words = ask.text.record.list
  const fresh = newWord(ask, entry, props.since)
  const added = addedWord(ask, entry)
  return (
    <>
      {fresh === undefined ? null : <Pill icon="mail" tone="voice" says={fresh} />}
      {entry.older && isFresh(ask, entry) ? <Pill icon="info" tone="plain" says={words.older} /> : null}
      {entry.awaitsTalk ? <Pill icon="info" tone="plain" says={ask.text.talkFirst.pill} /> : null}
      {added === undefined ? null : <Pill icon="patients" tone="plain" says={added} />}
      {entry.quarantined ? <Pill icon="alert" tone="attention" says={ask.text.disputes.pill} /> : null}
      {entry.visibility.hidden ? <Pill icon="hidden" tone="attention" says={words.hidden} /> : null}
      {entry.visibility.hiddenFromRepresentatives ? <Pill icon="lock" tone="attention" says={words.secret} /> : null}
      {entry.visibility.withheld && ask.session?.actor.kind === 'professional' ? (
        <Pill icon="info" tone="attention" says={words.withheld} />
      ) : null}
      {entry.status === 'superseded' ? <Pill icon="info" tone="plain" says={words.outdated} /> : null}
      {entry.status === 'entered-in-error' ? <Pill icon="block" tone="plain" says={words.withdrawn} /> : null}
    </>
  )
}

/** Under the title of one document: its day, its author, its states. */
export const DocumentByline = ({ ask, entry }: { ask: Ask; entry: DocumentEntry }): VNode => (
  <>
    <p class="newest-facts">
      <time datetime={entry.createdAt}>{ask.words.date(entry.createdAt)}</time>
      {entry.awaitsTalk ? null : (
        <span>
          <AuthorLine ask={ask} entry={entry} />
        </span>
      )}
    </p>
    <p class="pills">
      <DocumentPills ask={ask} entry={entry} />
    </p>
  </>
)

const EyeButton = ({ ask, entry }: { ask: Ask; entry: DocumentEntry }): VNode => {
  const words = ask.text.record.list
  return (
    <a class="eye" href={`/my/documents/${entry.id}/who-sees`}>
      <Icon name={entry.visibility.hidden ? 'hidden' : 'access'} />
      <span aria-hidden="true">{words.whoSees}</span>
      <span class="unseen">
        {`${words.whoSeesThis} `}
        <DocumentTitle ask={ask} entry={entry} />
      </span>
    </a>
  )
}

/** One document of a list: title, kind, author, date, states, what more is said of it; for its holder, the eye that leads to who sees it. */
export const DocumentRow = (props: {
  ask: Ask
  entry: DocumentEntry
  at: { href: string; current?: boolean; eye?: boolean; focus?: boolean; since?: string }
  children?: ComponentChildren
}): VNode => {
  const { ask, entry, at } = props
  return (
    <li class={at.current ? 'row row-current' : 'row'}>
      <div class="row-main">
        <p class="row-date">
          <time datetime={entry.createdAt}>{ask.words.date(entry.createdAt)}</time>
          <DocumentPills ask={ask} entry={entry} since={at.since} />
        </p>
        <h3>
          <a href={at.href} aria-current={at.current ? 'page' : undefined} autofocus={at.focus}>
            <DocumentTitle ask={ask} entry={entry} />
          </a>
        </h3>
        {entry.awaitsTalk ? null : (
          <p class="row-who">
            {isTitled(ask, entry) ? <span class="row-kind">{documentKind(ask, entry)}</span> : null}
            <span>
              <AuthorLine ask={ask} entry={entry} />
            </span>
          </p>
        )}
        {props.children}
      </div>
      {at.eye ? <EyeButton ask={ask} entry={entry} /> : null}
    </li>
  )
}
