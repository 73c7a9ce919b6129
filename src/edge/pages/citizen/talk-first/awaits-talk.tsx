import type { VNode } from 'preact'
import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { DocumentByline } from '../../components/document-row.tsx'
import { BackLink } from '../../components/back-link.tsx'
import { DocumentTitle } from '../../components/document-title.tsx'
import { Notice } from '../../components/notice.tsx'
import { pathPiece } from '../../form-fields.ts'
import { recordAt } from '../../record-at.ts'
import { talkFirstPath } from './talk-first-path.ts'

const Awaits = ({ ask, at }: { ask: SpaceAsk; at: string }): VNode => {
  const words = ask.text.talkFirst
  return (
    <>
      <Notice kind="info">
        <p>{words.awaits}</p>
        <p>{words.awaitsMore}</p>
      </Notice>
      <form method="post" action={`${at}/see`} class="button-row">
        <button class="button" type="submit">
          {words.see}
        </button>
        <a href={talkFirstPath(ask)}>{words.change}</a>
      </form>
    </>
  )
}

/** D4: in the place of a document that waits for a talk: that it came, and the one press that shows it. Law: EHDS art. 3. */
export const awaitsTalkPage = (ask: SpaceAsk, entry: DocumentEntry): Page => ({
  title: ask.text.record.document.title(ask.words.shortDate(entry.createdAt)),
  side: 'citizen',
  place: 'record',
  body: (
    <article class="column">
      <BackLink
        href={`${recordAt(ask)}/documents`}
        says={
          ask.child === undefined ? ask.text.record.document.back : ask.text.children.record.heading(ask.child.name)
        }
      />
      <h1>
        <DocumentTitle ask={ask} entry={entry} />
      </h1>
      <DocumentByline ask={ask} entry={entry} />
      <Awaits ask={ask} at={`${recordAt(ask)}/documents/${entry.id}`} />
    </article>
  ),
})

/** Shows it all the same, from now on: a reading of whoever pressed, in the journal. */
export const seeBeforeTalk = async (ask: SpaceAsk): Promise<Redirect> => {
  const id = pathPiece(ask.request, 'id')
  await ask.parts.documents.seeBeforeTalk(ask.visitor, id)
  return { to: `${recordAt(ask)}/documents/${id}` }
}

/** The page where the button stands. */
export const backToDocument = async (ask: SpaceAsk): Promise<Redirect> => ({
  to: `${recordAt(ask)}/documents/${pathPiece(ask.request, 'id')}`,
})
