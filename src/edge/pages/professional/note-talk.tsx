import type { VNode } from 'preact'
import { talkFirstKindOf } from '../../../reference/talk-first-kinds.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { ProfessionalAsk, Redirect } from '../ask.ts'
import { pathPiece } from '../form-fields.ts'

/**
 * Beside a document of a kind that people may want to hear of from their doctor first: the press that says it was done. Right: the same for
 * every patient, so that it tells nobody what this one wished.
 */
export const NoteTalk = ({
  ask,
  at,
  entry,
}: {
  ask: ProfessionalAsk
  at: string
  entry: DocumentEntry
}): VNode | null => {
  if (talkFirstKindOf(entry.type.code, entry.depositedAt) === undefined || entry.status !== 'current') return null
  const words = ask.text.talkFirst.note
  return (
    <section class="no-print" aria-labelledby="talk">
      <h2 id="talk">{words.heading}</h2>
      <p>{words.says}</p>
      <form method="post" action={`${at}/talk`}>
        <button class="button button-secondary" type="submit">
          {words.press}
        </button>
      </form>
    </section>
  )
}

/** Notes it. Twice is the same as once. */
export const noteTalk = async (ask: ProfessionalAsk): Promise<Redirect> => {
  const id = pathPiece(ask.request, 'id')
  await ask.parts.documents.noteTalk(ask.visitor, id)
  return {
    to: `/pro/patients/${pathPiece(ask.request, 'space')}/documents/${id}`,
    passing: { said: 'talk-noted' },
  }
}
