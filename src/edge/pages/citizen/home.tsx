import type { VNode } from 'preact'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Page, SpaceAsk } from '../ask.ts'
import { DocumentByline, DocumentRow } from '../components/document-row.tsx'
import { DocumentTitle } from '../components/document-title.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { PauseNotice } from '../components/pause-notice.tsx'
import { PassageRow } from '../components/passage-row.tsx'
import { isNew } from '../document-words.ts'
import { groupPassages, type Passage } from '../group-passages.ts'
import { Said } from '../components/said.tsx'
import { addPath } from './adding/adding-path.ts'
import { chosenShortcuts, shortcutsPath, type Shortcut } from './shortcuts/offered-shortcuts.ts'
import { ChildrenNotice, RequestNotice } from './children/children-notice.tsx'
import { EmptyRecord } from '../components/empty-record.tsx'

const Newest = ({ ask, entry }: { ask: SpaceAsk; entry: DocumentEntry }): VNode => {
  const words = ask.text.record.home
  return (
    <section class="newest" aria-labelledby="newest">
      <p class="kicker" id="newest">
        {isNew(ask, entry) ? words.newestFresh(ask.words.shortDate(entry.createdAt)) : words.newest}
      </p>
      <h2>
        <a href={`/my/documents/${entry.id}`}>
          <DocumentTitle ask={ask} entry={entry} />
        </a>
      </h2>
      <DocumentByline ask={ask} entry={entry} />
      {entry.awaitsTalk ? null : (
        <p class="newest-go" aria-hidden="true">
          {words.read}
          <Icon name="next" />
        </p>
      )}
    </section>
  )
}

const Others = ({ ask, entries }: { ask: SpaceAsk; entries: readonly DocumentEntry[] }): VNode => (
  <section aria-labelledby="others">
    <h2 id="others">{ask.text.record.home.others}</h2>
    <ul class="rows">
      {entries.map((entry) => (
        <DocumentRow key={entry.id} ask={ask} entry={entry} at={{ href: `/my/documents/${entry.id}` }} />
      ))}
    </ul>
    <p>
      <a class="onward" href="/my/documents">
        {ask.text.record.home.allDocuments}
        <Icon name="next" />
      </a>
    </p>
  </section>
)

const Passages = ({ ask, passages }: { ask: SpaceAsk; passages: readonly Passage[] }): VNode => {
  const words = ask.text.record.home
  return (
    <section aria-labelledby="passages">
      <h2 id="passages">{words.passages}</h2>
      {passages.length === 0 ? (
        <p class="aside">{words.nobody}</p>
      ) : (
        <ul class="rows">
          {passages.map((passage) => (
            <PassageRow key={passage.key} ask={ask} passage={passage} brief />
          ))}
        </ul>
      )}
      <p>
        <a class="onward" href="/my/access">
          {words.allLooks}
          <Icon name="next" />
        </a>
      </p>
    </section>
  )
}

/** The places that the holder goes to most, and where they are chosen. */
const Shortcuts = ({ ask, chosen }: { ask: SpaceAsk; chosen: readonly Shortcut[] }): VNode => {
  const words = ask.text.record.shortcuts
  return (
    <nav class="button-row" aria-label={words.heading}>
      {chosen.map(({ name, href, says }) => (
        <a key={name} class="button button-quiet" href={href}>
          {says}
        </a>
      ))}
      <a href={shortcutsPath}>{chosen.length === 0 ? words.choose : words.change}</a>
    </nav>
  )
}

/** H1: what is new, one click from being read, and what happened lately. */
export const home = async (ask: SpaceAsk): Promise<Page> => {
  const page = await ask.parts.documents.listOwn(ask.visitor, { status: ['current'], sort: '-created', count: 4 })
  const history = await ask.parts.history.readHistory(ask.visitor, ask.spaceId, { who: 'others', count: 30 })
  const hasChildToOpen = await ask.parts.families.hasChildToOpen(ask.spaceId)
  const received = await ask.parts.families.listReceived(ask.spaceId)
  const [newest, ...others] = page.entries
  const words = ask.text.record.home
  return {
    title: words.title,
    side: 'citizen',
    place: 'home',
    body: (
      <div class="column">
        {ask.query.get('welcome') === '1' ? (
          <Notice kind="ok" focus>
            <p>
              <strong>{words.welcome}</strong> {words.welcomeSays}
            </p>
          </Notice>
        ) : null}
        <Said ask={ask} sayings={{ ...ask.text.leaving.said, 'shortcuts-saved': words.shortcutsSaved }} />
        <h1>{words.hello(ask.session?.actor.name ?? '')}</h1>
        <p>
          <a class="button" href={addPath}>
            {ask.text.adding.add}
          </a>
        </p>
        <PauseNotice ask={ask} since={history.pausedSince} />
        {hasChildToOpen ? <ChildrenNotice ask={ask} /> : null}
        {received.length > 0 ? <RequestNotice ask={ask} /> : null}
        {newest === undefined ? <EmptyRecord ask={ask} /> : <Newest ask={ask} entry={newest} />}
        <Shortcuts ask={ask} chosen={chosenShortcuts(ask, page)} />
        {others.length === 0 ? null : <Others ask={ask} entries={others} />}
        <Passages ask={ask} passages={groupPassages(history.lines).slice(0, 3)} />
      </div>
    ),
  }
}
