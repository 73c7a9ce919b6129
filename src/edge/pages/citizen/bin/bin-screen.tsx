import type { VNode } from 'preact'
import { mostDeleted, type BinnedDocument } from '../../../../areas/documents/index.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ConfirmChange } from '../../components/confirm-change.tsx'
import { DocumentTitle } from '../../components/document-title.tsx'
import { HiddenIds } from '../../components/hidden-ids.tsx'
import { Notice } from '../../components/notice.tsx'
import { Said } from '../../components/said.tsx'
import { formFields, pathPiece } from '../../form-fields.ts'
import { recordAt } from '../../record-at.ts'
import { binAt } from './bin-paths.ts'

const Restore = ({ ask, ids, label }: { ask: SpaceAsk; ids: readonly string[]; label: VNode | string }): VNode => (
  <form method="post" action={`${binAt(ask)}/restore`}>
    <HiddenIds ids={ids} />
    <button class="button button-secondary" type="submit">
      {label}
    </button>
  </form>
)

const Line = ({ ask, binned }: { ask: SpaceAsk; binned: BinnedDocument }): VNode => {
  const { entry, until } = binned
  const words = ask.text.bin
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-date">
          <time datetime={entry.createdAt}>{ask.words.date(entry.createdAt)}</time>
        </p>
        <h3>
          <DocumentTitle ask={ask} entry={entry} />
        </h3>
        <p class="row-who">{words.until(ask.words.date(ask.parts.dayOf(until)))}</p>
        <Restore
          ask={ask}
          ids={[entry.id]}
          label={
            <>
              {words.restore}
              <span class="unseen">
                {' '}
                <DocumentTitle ask={ask} entry={entry} />
              </span>
            </>
          }
        />
      </div>
    </li>
  )
}

/** What was just thrown away, and the button that takes it back; how many of those that were chosen still stand. */
const Thrown = async (ask: SpaceAsk, bin: readonly BinnedDocument[]): Promise<VNode | null> => {
  const asked = ask.query.getAll('id').slice(0, mostDeleted)
  const ids = asked.filter((id) => bin.some(({ entry }) => entry.id === id))
  const others = asked.filter((id) => !ids.includes(id))
  const { documents } = ask.parts
  const { entries: stayed } =
    others.length === 0
      ? { entries: [] }
      : await documents.listDocuments(ask.visitor, { spaceId: ask.spaceId }, { ids: others, count: mostDeleted })
  const words = ask.text.bin
  return (
    <>
      {ids.length === 0 ? null : (
        <Notice kind="ok" focus>
          <p>{words.went(ids.length)}</p>
          <Restore ask={ask} ids={ids} label={ask.text.shell.undo} />
        </Notice>
      )}
      {stayed.length === 0 ? null : (
        <Notice kind="attention" focus={ids.length === 0}>
          <p>{words.stayed(stayed.length)}</p>
        </Notice>
      )}
    </>
  )
}

/** D12: what was thrown away in the last thirty days, each with its end and a button that takes it back. */
export const binScreen = async (ask: SpaceAsk): Promise<Page> => {
  const bin = await ask.parts.documents.listBin(ask.visitor, ask.spaceId)
  const words = ask.text.bin
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink
          href={`${recordAt(ask)}/documents`}
          says={ask.child === undefined ? ask.text.arranging.back : ask.text.children.record.heading(ask.child.name)}
        />
        <Said ask={ask} sayings={words.said} />
        <h1>{words.heading}</h1>
        {await Thrown(ask, bin)}
        <p class="lead">{words.lead(ask.parts.documents.binDays())}</p>
        {bin.length === 0 ? (
          <p class="empty">{words.none}</p>
        ) : (
          <>
            <h2>{words.binned}</h2>
            <ul class="rows">
              {bin.map((binned) => (
                <Line key={binned.entry.id} ask={ask} binned={binned} />
              ))}
            </ul>
            <p>
              <a href={`${binAt(ask)}/empty`}>{words.empty}</a>
            </p>
          </>
        )}
      </div>
    ),
  }
}

/** Takes back what was chosen. */
export const restoreBinned = async (ask: SpaceAsk): Promise<Redirect> => {
  const ids = formFields(ask.request).getAll('id')
  const outcomes = await ask.parts.documents.restoreDocuments(ask.visitor, ids)
  const restored = outcomes.filter(({ because }) => because === undefined)
  const [only] = restored
  if (only === undefined) return { to: binAt(ask), passing: { said: 'restored-none' } }
  const to = outcomes.length === 1 ? `${recordAt(ask)}/documents/${only.id}` : binAt(ask)
  return { to, passing: { said: 'restored' } }
}

/** Before the bin is emptied: nothing comes back. */
export const askToEmpty = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const words = ask.text.bin
  const bin = await ask.parts.documents.listBin(ask.visitor, ask.spaceId)
  if (bin.length === 0) return { to: binAt(ask) }
  return {
    title: words.emptyTitle,
    side: 'citizen',
    place: 'record',
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.emptyHeading}
        says={[words.emptySays(bin.length)]}
        button={{ says: words.emptyYes, isStop: true }}
        back={binAt(ask)}
      />
    ),
  }
}

/** Empties it. */
export const emptyBin = async (ask: SpaceAsk): Promise<Redirect> => {
  await ask.parts.documents.emptyBin(ask.visitor, ask.spaceId)
  return { to: binAt(ask), passing: { said: 'emptied' } }
}

/** Throws one away; the page of the bin says so, with the button that takes it back. */
export const deleteDocument = async (ask: SpaceAsk): Promise<Redirect> => {
  const id = pathPiece(ask.request, 'id')
  await ask.parts.documents.deleteDocuments(ask.visitor, [id])
  return { to: `${binAt(ask)}?${new URLSearchParams({ id }).toString()}` }
}
