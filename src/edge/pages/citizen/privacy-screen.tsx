import type { VNode } from 'preact'
import { Problem } from '../../../platform/problem.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { ConfirmChange } from '../components/confirm-change.tsx'
import { DocumentTitle } from '../components/document-title.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { Pager } from '../components/pager.tsx'
import { PlainList } from '../components/plain-list.tsx'
import { documentQuery, filteredAddress, readDocumentFilters } from '../document-filters.ts'
import { formFields, pathPiece } from '../form-fields.ts'

/** Where a minor says what they keep between them and whoever cares for them. */
export const privacyPath = '/my/privacy'

/** For a child only: for everybody else there is no such page. */
const requireMinor = async ({ parts, spaceId }: SpaceAsk): Promise<void> => {
  if (!(await parts.families.isMinor(spaceId))) throw new Problem('absent', 'page-not-found')
}

const Done = ({ ask }: { ask: SpaceAsk }): VNode | null => {
  const { said, about } = ask.passing ?? {}
  if (said !== 'kept' && said !== 'told') return null
  const words = ask.text.privacy
  return (
    <Notice kind="ok" focus>
      <p>{words.done[said]}</p>
      {said === 'kept' && about !== undefined ? (
        <p>
          <a href={`${privacyPath}/${about}/show`}>{ask.text.shell.undo}</a>
        </p>
      ) : null}
    </Notice>
  )
}

const Change = ({ ask, entry }: { ask: SpaceAsk; entry: DocumentEntry }): VNode => {
  const words = ask.text.privacy
  const name = (
    <span class="unseen">
      {' : '}
      <DocumentTitle ask={ask} entry={entry} />
    </span>
  )
  if (entry.visibility.hiddenFromRepresentatives)
    return (
      <a class="button button-quiet" href={`${privacyPath}/${entry.id}/show`}>
        {words.show}
        {name}
      </a>
    )
  return (
    <form method="post" action={privacyPath}>
      <button class="button" type="submit" name="document" value={entry.id}>
        {words.keep}
        {name}
      </button>
    </form>
  )
}

const Item = ({ ask, entry }: { ask: SpaceAsk; entry: DocumentEntry }): VNode => {
  const words = ask.text.privacy
  const isKept = entry.visibility.hiddenFromRepresentatives
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-date">
          <time datetime={entry.createdAt}>{ask.words.date(entry.createdAt)}</time>
        </p>
        <h3>
          <a href={`/my/documents/${entry.id}`}>
            <DocumentTitle ask={ask} entry={entry} />
          </a>
        </h3>
        <p class="state">
          <Icon name={isKept ? 'lock' : 'access'} />
          {isKept ? words.kept : words.seen}
        </p>
      </div>
      <Change ask={ask} entry={entry} />
    </li>
  )
}

/** X16: what parents see, item by item; one press keeps one, and it is gone for them without a trace. Law: L.1111-5, R.1111-50. */
export const privacyScreen = async (ask: SpaceAsk): Promise<Page> => {
  await requireMinor(ask)
  const filters = readDocumentFilters(ask.query)
  const { documents } = ask.parts
  const found = await documents.listDocuments(ask.visitor, { spaceId: ask.spaceId }, documentQuery(ask, filters))
  const words = ask.text.privacy
  const pageAt = (after: string): string => filteredAddress(privacyPath, { ...filters, after })
  return {
    title: words.title,
    side: 'citizen',
    place: 'more',
    body: (
      <div class="column">
        <Done ask={ask} />
        <h1>{words.heading}</h1>
        <PlainList says={words.says} />
        <h2>{words.items}</h2>
        {found.entries.length === 0 ? <p class="empty">{words.none}</p> : null}
        <ul class="rows">
          {found.entries.map((entry) => (
            <Item key={entry.id} ask={ask} entry={entry} />
          ))}
        </ul>
        <Pager
          ask={ask}
          next={found.next === undefined ? undefined : pageAt(found.next)}
          first={filters.after === '' ? undefined : pageAt('')}
        />
        <h2>{words.help}</h2>
        <PlainList says={words.numbers} />
      </div>
    ),
  }
}

/** Keeps one item, at once: it can be shown again. */
export const keepPrivate = async (ask: SpaceAsk): Promise<Redirect> => {
  await requireMinor(ask)
  const entry = await ask.parts.documents.keepDocument(ask.visitor, formFields(ask.request).get('document') ?? '')
  return { to: privacyPath, passing: { said: 'kept', about: entry.id } }
}

/** Before an item is shown to parents: what they have seen, nobody takes back. */
export const askToShow = async (ask: SpaceAsk): Promise<Page> => {
  await requireMinor(ask)
  const { title, heading, says, button } = ask.text.privacy.showing
  return {
    title,
    side: 'citizen',
    place: 'more',
    body: (
      <ConfirmChange
        ask={ask}
        heading={heading}
        says={says}
        button={{ says: button, isStop: false }}
        back={privacyPath}
      />
    ),
  }
}

/** Shows it to parents. */
export const showToParents = async (ask: SpaceAsk): Promise<Redirect> => {
  await requireMinor(ask)
  const entry = await ask.parts.documents.tellDocument(ask.visitor, pathPiece(ask.request, 'id'))
  return { to: privacyPath, passing: { said: 'told', about: entry.id } }
}
