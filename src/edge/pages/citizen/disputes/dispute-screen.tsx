import type { VNode } from 'preact'
import { disputesFile } from '../../../../areas/disputes/index.ts'
import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ChoiceList } from '../../components/choice-list.tsx'
import { DocumentTitle } from '../../components/document-title.tsx'
import { DocumentByline } from '../../components/document-row.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { PlainList } from '../../components/plain-list.tsx'
import { formFault, type FormFault } from '../../form-fault.ts'
import { formFields, pathPiece } from '../../form-fields.ts'

/** The holder's cases. */
export const disputesPath = '/my/disputes'

interface Shown {
  entry: DocumentEntry
  typed: URLSearchParams
  fault?: FormFault
}

const Form = ({ ask, shown }: { ask: SpaceAsk; shown: Shown }): VNode => {
  const words = ask.text.disputes
  const { entry, typed } = shown
  return (
    <form method="post" action={ask.path} class="stack">
      <div id="kind" tabindex={-1}>
        <ChoiceList
          name="kind"
          legend={words.what}
          chosen={typed.get('kind') ?? ''}
          choices={disputesFile.kinds.map((value) => ({ value, label: words.kinds[value] }))}
        />
      </div>
      <div class="field">
        <label for="note">{words.note}</label>
        <p class="hint" id="note-hint">
          {words.noteHint}
        </p>
        <textarea id="note" name="note" rows={3} maxlength={disputesFile.longestNote} aria-describedby="note-hint">
          {typed.get('note') ?? ''}
        </textarea>
      </div>
      <h2>{words.next}</h2>
      <PlainList says={words.steps(disputesFile.answerWorkingDays)} />
      <p class="button-row">
        <button class="button" type="submit">
          {words.send}
        </button>
        <a href={`/my/documents/${entry.id}`}>{ask.text.shell.cancel}</a>
      </p>
    </form>
  )
}

const draw = (ask: SpaceAsk, shown: Shown): Page => {
  const words = ask.text.disputes
  const { entry, fault } = shown
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'kind', says: fault.says }]} />
        <h1>{words.heading}</h1>
        <p>
          <strong>
            <DocumentTitle ask={ask} entry={entry} />
          </strong>
        </p>
        <DocumentByline ask={ask} entry={entry} />
        <Form ask={ask} shown={shown} />
      </div>
    ),
  }
}

const prepare = (ask: SpaceAsk): Promise<DocumentEntry> =>
  ask.parts.disputes.prepare(ask.visitor, pathPiece(ask.request, 'id'))

/** D11: it is somebody else's, or it is wrong; what happens next, and until when. */
export const askToDispute = async (ask: SpaceAsk): Promise<Page> =>
  draw(ask, { entry: await prepare(ask), typed: new URLSearchParams() })

/** Opens the case: at once nobody else finds the document. */
export const dispute = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const typed = formFields(ask.request)
  const entry = await prepare(ask)
  const asked = { documentId: entry.id, kind: typed.get('kind') ?? '', note: typed.get('note') ?? '' }
  try {
    await ask.parts.disputes.dispute(ask.visitor, asked)
  } catch (error) {
    return draw(ask, { entry, typed, fault: formFault(ask, error) })
  }
  return { to: disputesPath, passing: { said: 'dispute-sent' } }
}
