import type { VNode } from 'preact'
import { disputesFile, type AuthorsDispute } from '../../../areas/disputes/index.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Page, ProfessionalAsk, Redirect } from '../ask.ts'
import { BackLink } from '../components/back-link.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FactList } from '../components/fact-list.tsx'
import { Openers } from '../components/openers.tsx'
import { Said } from '../components/said.tsx'
import { NumberTable } from '../components/number-table.tsx'
import { DocumentTitle } from '../components/document-title.tsx'
import { formFault, type FormFault } from '../form-fault.ts'
import { formFields, pathPiece } from '../form-fields.ts'

/** What patients report of one's deposits. */
export const disputedPath = '/pro/disputes'

/** Cases about what the professional or their place deposited; whose they are is read by opening one. */
export const disputedDeposits = async (ask: ProfessionalAsk): Promise<Page> => {
  const { author, kinds, said } = ask.text.disputes
  const listed = await ask.parts.disputedDeposits.list(ask.visitor)
  const rows = listed.map(({ id, number, kind, state, openedAt, dueOn }) => ({
    key: id,
    cells: [
      <a href={`${disputedPath}/${id}`}>{number}</a>,
      kinds[kind],
      ask.words.date(openedAt),
      ask.words.date(dueOn),
      author.states[state],
    ],
  }))
  return {
    title: author.title,
    side: 'professional',
    place: 'activity',
    body: (
      <div class="column">
        <Said ask={ask} sayings={said} />
        <h1>{author.heading}</h1>
        <p class="lead">{author.lead}</p>
        {rows.length === 0 ? (
          <p class="empty">{author.none}</p>
        ) : (
          <NumberTable label={author.heading} columns={Object.values(author.columns)} rows={rows} />
        )}
      </div>
    ),
  }
}

interface Shown {
  dispute: AuthorsDispute
  entry: DocumentEntry
  typed: string
  fault?: FormFault
}

const Answer = ({ ask, shown }: { ask: ProfessionalAsk; shown: Shown }): VNode => {
  const { author } = ask.text.disputes
  const { dispute, entry, typed, fault } = shown
  return (
    <>
      <p>
        <a
          class="button button-secondary"
          href={`/pro/patients/${entry.spaceId}/documents/${entry.id}/withdraw?wrong=${dispute.kind}`}
        >
          {author.withdraw}
        </a>
      </p>
      <form method="post" action={`${disputedPath}/${dispute.id}`} class="stack">
        <div class={fault === undefined ? 'field' : 'field field-fault'}>
          <label for="answer">{author.stays}</label>
          <p class="hint" id="answer-hint">
            {author.staysHint}
          </p>
          <textarea
            id="answer"
            name="answer"
            rows={3}
            maxlength={disputesFile.longestNote}
            aria-describedby="answer-hint"
            aria-invalid={fault === undefined ? undefined : 'true'}
          >
            {typed}
          </textarea>
        </div>
        <p>
          <button class="button" type="submit">
            {author.answer}
          </button>
        </p>
      </form>
    </>
  )
}

const draw = (ask: ProfessionalAsk, shown: Shown): Page => {
  const { author, kinds, answerSays, number } = ask.text.disputes
  const { dispute, entry, fault } = shown
  const isOpen = dispute.state === 'asked' || dispute.state === 'answered'
  return {
    title: author.oneTitle,
    side: 'professional',
    place: 'activity',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <BackLink href={disputedPath} says={author.back} />
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'answer', says: fault.says }]} />
        <h1>{number(dispute.number)}</h1>
        <FactList
          facts={[
            {
              name: author.document,
              says: (
                <a href={`/pro/patients/${entry.spaceId}/documents/${entry.id}`}>
                  <DocumentTitle ask={ask} entry={entry} />
                </a>
              ),
            },
            { name: author.deposited, says: ask.words.date(dispute.depositedAt) },
            { name: author.columns.what, says: kinds[dispute.kind] },
            { name: author.patientSays, says: dispute.note },
            { name: author.columns.openedOn, says: ask.words.date(dispute.openedAt) },
            { name: author.columns.dueOn, says: ask.words.date(dispute.dueOn) },
            { name: author.columns.state, says: author.states[dispute.state] },
            { name: answerSays, says: dispute.answer },
          ]}
        />
        {isOpen ? <Answer ask={ask} shown={shown} /> : null}
        {dispute.state === 'withdrawn' ? <Openers ask={ask} openers={dispute.openers} /> : null}
      </div>
    ),
  }
}

/** One case: what the person says, and the two answers. */
export const disputedDeposit = async (ask: ProfessionalAsk): Promise<Page> => {
  const found = await ask.parts.disputedDeposits.find(ask.visitor, pathPiece(ask.request, 'dispute'))
  return draw(ask, { ...found, typed: '' })
}

/** Says that it stays, and why. */
export const answerDispute = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const id = pathPiece(ask.request, 'dispute')
  const typed = formFields(ask.request).get('answer') ?? ''
  try {
    await ask.parts.disputedDeposits.answer(ask.visitor, id, typed)
  } catch (error) {
    const fault = formFault(ask, error)
    return draw(ask, { ...(await ask.parts.disputedDeposits.find(ask.visitor, id)), typed, fault })
  }
  return { to: disputedPath, passing: { said: 'dispute-answered' } }
}
