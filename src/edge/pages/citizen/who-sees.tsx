import type { VNode } from 'preact'
import type { HidingPreview } from '../../../areas/documents/types.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { DocumentTitle } from '../components/document-title.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { PauseNotice } from '../components/pause-notice.tsx'
import { WhoSeesTable } from '../components/who-sees-table.tsx'
import { everyViewer } from '../every-viewer.ts'
import { formFields, pathPiece } from '../form-fields.ts'

const Done = ({ ask, preview }: { ask: SpaceAsk; preview: HidingPreview }): VNode | null => {
  const { passing, text } = ask
  if (passing?.about !== preview.entry.id || (passing.said !== 'hidden' && passing.said !== 'shown')) return null
  return (
    <Notice kind="ok" focus>
      <p>{text.record.whoSees.done[passing.said]}</p>
      <form method="post" action={ask.path}>
        <input type="hidden" name="visibility" value={passing.said === 'hidden' ? 'visible' : 'hidden'} />
        <button class="button button-quiet" type="submit">
          {text.shell.undo}
        </button>
      </form>
    </Notice>
  )
}

/** What changes, by name, before it is confirmed: who keeps the document and why, who loses or gains it. */
const Effect = ({ ask, preview }: { ask: SpaceAsk; preview: HidingPreview }): VNode => {
  const words = ask.text.record.whoSees
  const isHidden = preview.entry.visibility.hidden
  const isPaused = preview.pausedSince !== undefined
  const heading = isHidden ? words.beforeShowing : words.beforeHiding
  const viewers = everyViewer(preview)
  const keeping = viewers.filter((viewer) => viewer.seesBefore && viewer.seesAfter)
  const changing = viewers.filter((viewer) => viewer.seesBefore !== viewer.seesAfter).map(({ name }) => name)
  return (
    <section aria-labelledby="effect" class="effect">
      <h2 id="effect">{isPaused ? heading.paused : heading.now}</h2>
      <ul class="plain-list">
        {isHidden ? null : keeping.map((viewer) => <li key={viewer.name}>{words.keeps[viewer.role](viewer.name)}</li>)}
        {changing.length === 0 ? null : <li>{(isHidden ? words.gains : words.loses)(changing.join(', '))}</li>}
        <li>{preview.others === true ? words.others : words.nobodyElse}</li>
        <li>{isPaused ? words.reversible : `${words.atOnce} ${words.reversible}`}</li>
      </ul>
    </section>
  )
}

const Change = ({ ask, isHidden }: { ask: SpaceAsk; isHidden: boolean }): VNode => {
  const words = ask.text.record.whoSees
  return (
    <form method="post" action={ask.path} class="button-row">
      <input type="hidden" name="visibility" value={isHidden ? 'visible' : 'hidden'} />
      <button class="button" type="submit">
        <Icon name={isHidden ? 'access' : 'hidden'} />
        {isHidden ? words.show : words.hide}
      </button>
      <a href={ask.path.replace(/\/who-sees$/, '')}>{words.read}</a>
      <a href="/my/documents">{ask.text.record.document.back}</a>
    </form>
  )
}

const stateWords = (ask: SpaceAsk, { entry, pausedSince }: HidingPreview): string => {
  const words = ask.text.record.whoSees
  if (entry.quarantined) return ask.text.disputes.notice
  if (entry.visibility.hidden) return words.hiddenNow
  return pausedSince === undefined ? words.visibleNow : words.visibleAfterPause
}

/** D10: who sees a document, by name and role, before and after; one button changes it. */
export const whoSees = async (ask: SpaceAsk): Promise<Page> => {
  const preview = await ask.parts.documents.previewHiding(ask.visitor, pathPiece(ask.request, 'id'))
  const words = ask.text.record.whoSees
  const isHidden = preview.entry.visibility.hidden
  return {
    title: words.title(ask.words.shortDate(preview.entry.createdAt)),
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <Done ask={ask} preview={preview} />
        <h1>{words.heading}</h1>
        <p class="lead">
          <strong>
            <DocumentTitle ask={ask} entry={preview.entry} />
          </strong>
          <span class="quiet">{ask.words.date(preview.entry.createdAt)}</span>
        </p>
        <PauseNotice ask={ask} since={preview.pausedSince} />
        <p class="state">
          <Icon name={isHidden ? 'hidden' : 'access'} />
          {stateWords(ask, preview)}
        </p>
        <Effect ask={ask} preview={preview} />
        <Change ask={ask} isHidden={isHidden} />
        <WhoSeesTable ask={ask} preview={preview} />
        <p>
          <a class="onward" href={ask.path.replace(/who-sees$/, 'who-could-see')}>
            {ask.text.sight.past.link}
            <Icon name="next" />
          </a>
        </p>
      </div>
    ),
  }
}

/** Hides or shows, and tells it on the page it came from. Doing it twice changes nothing more. */
export const changeWhoSees = async (ask: SpaceAsk): Promise<Redirect> => {
  const id = pathPiece(ask.request, 'id')
  const wanted = formFields(ask.request).get('visibility')
  if (wanted === 'hidden') await ask.parts.documents.hideDocument(ask.visitor, id)
  else if (wanted === 'visible') await ask.parts.documents.showDocument(ask.visitor, id)
  else throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'visibility' } })
  return { to: ask.path, passing: { said: wanted === 'hidden' ? 'hidden' : 'shown', about: id } }
}
