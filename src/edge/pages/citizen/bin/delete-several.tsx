import type { VNode } from 'preact'
import { mostDeleted } from '../../../../areas/documents/index.ts'
import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { DocumentRows } from '../../components/document-rows.tsx'
import { HiddenIds } from '../../components/hidden-ids.tsx'
import { Notice } from '../../components/notice.tsx'
import { formFields } from '../../form-fields.ts'
import { choosePath } from '../arranging/choose-screen.tsx'
import { readChosen } from '../arranging/read-chosen.ts'
import { binAt, deletePath, isAdded, wasAdded } from './bin-paths.ts'

const Theirs = ({ ask, entries }: { ask: SpaceAsk; entries: readonly DocumentEntry[] }): VNode | null =>
  entries.length === 0 ? null : (
    <>
      <h2>{ask.text.bin.theirs}</h2>
      <p>{ask.text.bin.theirsSays}</p>
      <DocumentRows ask={ask} entries={entries} />
    </>
  )

const Form = ({ ask, entries }: { ask: SpaceAsk; entries: readonly DocumentEntry[] }): VNode => {
  const words = ask.text.bin
  if (entries.length > mostDeleted)
    return (
      <Notice kind="attention">
        <p>{words.tooMany(mostDeleted)}</p>
      </Notice>
    )
  return (
    <>
      <p>{words.deleteSays(ask.parts.documents.binDays())}</p>
      <form method="post" action={deletePath} class="button-row">
        <HiddenIds ids={entries.map(({ id }) => id)} />
        <button class="button button-stop" type="submit">
          {words.delete}
        </button>
        <a href="/my/documents">{ask.text.shell.cancel}</a>
      </form>
    </>
  )
}

/** What was chosen, which of it can be deleted, and where it goes: one question for all of it. */
export const askToDeleteSeveral = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.bin
  const { ids, entries } = await readChosen(ask)
  const added = entries.filter(isAdded)
  return {
    title: words.deleteTitle,
    side: 'citizen',
    place: 'record',
    status: ids.length === 0 ? 422 : 200,
    body: (
      <div class="column">
        <BackLink href={choosePath} says={ask.text.arranging.choose} />
        <h1>{added.length === 0 ? words.deleteNothing : words.deleteHeading(added.length)}</h1>
        {ids.length === 0 ? <p class="empty">{ask.text.arranging.noneChosen}</p> : null}
        {added.length === 0 ? null : <Form ask={ask} entries={added} />}
        {added.length === 0 ? null : (
          <>
            <h2>{ask.text.arranging.chosen}</h2>
            <DocumentRows ask={ask} entries={added} />
          </>
        )}
        {entries.some((entry) => wasAdded(entry) && !isAdded(entry)) ? <p>{words.disputed}</p> : null}
        <Theirs ask={ask} entries={entries.filter((entry) => !wasAdded(entry))} />
      </div>
    ),
  }
}

/** Throws each away; what became of them is told on the page of the bin. */
export const deleteSeveral = async (ask: SpaceAsk): Promise<Redirect> => {
  const ids = formFields(ask.request).getAll('id')
  await ask.parts.documents.deleteDocuments(ask.visitor, ids)
  return { to: `${binAt(ask)}?${new URLSearchParams(ids.map((id) => ['id', id])).toString()}` }
}
