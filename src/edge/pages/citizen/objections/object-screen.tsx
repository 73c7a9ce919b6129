import type { VNode } from 'preact'
import { objectionsFile } from '../../../../areas/objections/index.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ChoiceList } from '../../components/choice-list.tsx'
import { DocumentTitle } from '../../components/document-title.tsx'
import { DocumentByline } from '../../components/document-row.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { wordOf } from '../../console/word-of.ts'
import { formFields, pathPiece } from '../../form-fields.ts'
import { objectionsPath } from './own-objections.tsx'

const scopes = ['document', 'act'] as const

type Prepared = Awaited<ReturnType<SpaceAsk['parts']['objections']['prepare']>>

interface Shown extends Prepared {
  typed: URLSearchParams
  fault?: string
}

const Form = ({ ask, shown }: { ask: SpaceAsk; shown: Shown }): VNode => {
  const words = ask.text.objections
  const { entry, decidesAlone, typed } = shown
  return (
    <form method="post" action={ask.path} class="stack">
      <ChoiceList
        name="scope"
        legend={words.what}
        chosen={typed.get('scope') ?? (decidesAlone ? 'act' : 'document')}
        choices={scopes.map((value) => ({ value, label: words.scopes[value] }))}
      />
      {decidesAlone ? null : (
        <div id="reason" tabindex={-1}>
          <ChoiceList
            name="reason"
            legend={words.why}
            chosen={typed.get('reason') ?? ''}
            choices={objectionsFile.reasons.map((value) => ({ value, label: wordOf(words.reasons, value) }))}
          />
        </div>
      )}
      <p>{words.effect}</p>
      <p class="button-row">
        <button class="button" type="submit">
          {decidesAlone ? words.decide : words.ask}
        </button>
        <a href={`/my/documents/${entry.id}`}>{ask.text.shell.cancel}</a>
      </p>
    </form>
  )
}

const draw = (ask: SpaceAsk, shown: Shown): Page => {
  const words = ask.text.objections
  const { entry, decidesAlone, fault } = shown
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    status: fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'reason', says: fault }]} />
        <h1>{words.heading}</h1>
        <p>
          <strong>
            <DocumentTitle ask={ask} entry={entry} />
          </strong>
        </p>
        <DocumentByline ask={ask} entry={entry} />
        <p class="lead">{decidesAlone ? words.leadAlone : words.lead(objectionsFile.answerWorkingDays)}</p>
        <p class="aside">
          {words.hideInstead} <a href={`/my/documents/${entry.id}/who-sees`}>{words.hide}</a>
        </p>
        <Form ask={ask} shown={shown} />
      </div>
    ),
  }
}

const prepare = (ask: SpaceAsk): Promise<Prepared> =>
  ask.parts.objections.prepare(ask.visitor, pathPiece(ask.request, 'id'))

/** What should not be listed: this document or its whole act, and why. Who may decide alone is asked for no reason. Law: R.1111-47, R.1111-50. */
export const askToObject = async (ask: SpaceAsk): Promise<Page> =>
  draw(ask, { ...(await prepare(ask)), typed: new URLSearchParams() })

/** Asks, or decides. */
export const object = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const typed = formFields(ask.request)
  const prepared = await prepare(ask)
  const reason = typed.get('reason') ?? ''
  if (!prepared.decidesAlone && !objectionsFile.reasons.includes(reason))
    return draw(ask, { ...prepared, typed, fault: ask.text.objections.reasonMissing })
  const scope = scopes.find((one) => one === typed.get('scope')) ?? 'document'
  const { outcome } = await ask.parts.objections.object(ask.visitor, { documentId: prepared.entry.id, scope, reason })
  return { to: objectionsPath, passing: { said: outcome === undefined ? 'objection-sent' : 'objection-stands' } }
}
