import type { VNode } from 'preact'
import { Problem } from '../../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { DocumentRows } from '../../components/document-rows.tsx'
import { HiddenIds } from '../../components/hidden-ids.tsx'
import { Notice } from '../../components/notice.tsx'
import { PlainList } from '../../components/plain-list.tsx'
import { formFields } from '../../form-fields.ts'
import { choosePath, hidePath } from './choose-screen.tsx'
import { readChosen } from './read-chosen.ts'

const donePath = `${hidePath}/done`

const Gone = ({ ask, gone }: { ask: SpaceAsk; gone: number }): VNode | null =>
  gone === 0 ? null : (
    <Notice kind="attention">
      <p>{ask.text.arranging.gone(gone)}</p>
    </Notice>
  )

/** What was chosen, and what hiding or showing it does: one question for all of it. */
export const askToHideSeveral = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.arranging
  const { ids, entries, gone } = await readChosen(ask)
  return {
    title: words.hideTitle,
    side: 'citizen',
    place: 'record',
    status: ids.length === 0 ? 422 : 200,
    body: (
      <div class="column">
        <BackLink href={choosePath} says={words.choose} />
        <h1>{words.hideHeading(entries.length)}</h1>
        {ids.length === 0 ? <p class="empty">{words.noneChosen}</p> : <PlainList says={words.hideSays} />}
        <Gone ask={ask} gone={gone} />
        {entries.length === 0 ? null : (
          <form method="post" action={hidePath} class="button-row">
            <HiddenIds ids={ids} />
            <button class="button" type="submit" name="visibility" value="hidden">
              {words.hide}
            </button>
            <button class="button button-secondary" type="submit" name="visibility" value="visible">
              {words.show}
            </button>
            <a href="/my/documents">{ask.text.shell.cancel}</a>
          </form>
        )}
        {entries.length === 0 ? null : <h2>{words.chosen}</h2>}
        <DocumentRows ask={ask} entries={entries} />
      </div>
    ),
  }
}

/** Hides or shows each; what became of them is told on the page that follows, from how they stand then. */
export const hideSeveral = async (ask: SpaceAsk): Promise<Redirect> => {
  const form = formFields(ask.request)
  const ids = form.getAll('id')
  const wanted = form.get('visibility')
  if (wanted !== 'hidden' && wanted !== 'visible')
    throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'visibility' } })
  await ask.parts.documents.hideSeveral(ask.visitor, { ids, hidden: wanted === 'hidden' })
  const query = new URLSearchParams([['visibility', wanted], ...ids.map((id) => ['id', id])])
  return { to: `${donePath}?${query.toString()}` }
}

const Undo = ({ ask, ids, hidden }: { ask: SpaceAsk; ids: readonly string[]; hidden: boolean }): VNode => (
  <form method="post" action={hidePath}>
    <HiddenIds ids={ids} />
    <input type="hidden" name="visibility" value={hidden ? 'visible' : 'hidden'} />
    <button class="button button-quiet" type="submit">
      {ask.text.shell.undo}
    </button>
  </form>
)

/** One answer for all: how many are as they were wanted, which are not, which are gone; one button takes it back. */
export const hidSeveral = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.arranging
  const hidden = ask.query.get('visibility') !== 'visible'
  const { entries, gone } = await readChosen(ask)
  const went = entries.filter(({ visibility }) => visibility.hidden === hidden)
  const stayed = entries.filter(({ visibility }) => visibility.hidden !== hidden)
  const state = hidden ? 'hidden' : 'shown'
  return {
    title: words.hideTitle,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink href="/my/documents" says={words.back} />
        <h1>{words.doneHeading[state]}</h1>
        {went.length === 0 ? null : (
          <Notice kind="ok" focus>
            <p>{words.went[state](went.length)}</p>
            <Undo ask={ask} ids={went.map(({ id }) => id)} hidden={hidden} />
          </Notice>
        )}
        <Gone ask={ask} gone={gone} />
        {stayed.length === 0 ? null : (
          <>
            <h2>{words.stayed}</h2>
            <p>{words.stayedNow}</p>
            <DocumentRows ask={ask} entries={stayed} />
          </>
        )}
        {went.length === 0 ? null : <h2>{words.chosen}</h2>}
        <DocumentRows ask={ask} entries={went} />
      </div>
    ),
  }
}

/** The addresses of these pages. */
export const hidSeveralPath = donePath
