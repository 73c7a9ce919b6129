import { authorNamesOf } from '../../../../areas/documents/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import type { PersonView } from '../../../../areas/identity/types.ts'
import type { Page, ProfessionalAsk, Redirect } from '../../ask.ts'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { TickField } from '../../components/tick-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { documentNameAlone } from '../../document-words.ts'
import { formFields, pathPiece } from '../../form-fields.ts'

interface Own {
  person: PersonView
  entry: DocumentEntry
  /** address of the document */
  path: string
}

/** The document to change; the answer for somebody else's is that of one that is not there. */
const requireOwn = async (ask: ProfessionalAsk): Promise<Own> => {
  const spaceId = pathPiece(ask.request, 'space')
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId })
  const entry = await ask.parts.documents.readDocument(ask.visitor, pathPiece(ask.request, 'id'))
  if (!isOwn(ask, entry)) throw new Problem('absent', 'page-not-found')
  return { person, entry, path: `/pro/patients/${spaceId}/documents/${entry.id}` }
}

/** Whether the reader, or the facility they act for, deposited or wrote it: they may open, replace and withdraw it. The door decides again. */
export const isOwn = ({ visitor: { actor } }: ProfessionalAsk, entry: DocumentEntry): boolean => {
  const facility = actor.kind === 'professional' ? actor.facility?.id : undefined
  const authors = authorNamesOf(entry)
  return [actor.id, facility ?? actor.id].some((party) => party === entry.depositedBy.id || authors.has(party))
}

const drawWithdraw = (ask: ProfessionalAsk, { person, entry, path }: Own, fault?: string): Page => {
  const words = ask.text.deposit.own
  return {
    title: words.withdrawTitle,
    side: 'professional',
    place: 'patients',
    patient: person,
    status: fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'why', says: fault }]} />
        <h1>{words.withdrawHeading}</h1>
        <p class="lead">{documentNameAlone(ask, entry)}</p>
        <p>{words.withdrawSays}</p>
        <form method="post" action={`${path}/withdraw`} class="stack" novalidate>
          <TextField
            name="why"
            label={words.why}
            hint={ask.text.deposit.checking.whyHint}
            autocomplete="off"
            maxlength={300}
            fault={fault}
          />
          <TickField
            id="wrong"
            name="wrong"
            says={ask.text.disputes.author.wrongPerson}
            ticked={ask.query.get('wrong') === 'not-mine' || formFields(ask.request).has('wrong')}
          />
          <p class="button-row">
            <button class="button button-stop" type="submit">
              {words.yesWithdraw}
            </button>
            <a href={path}>{ask.text.shell.cancel}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** R13: before a document is withdrawn: what becomes of it, and why. */
export const askToWithdraw = async (ask: ProfessionalAsk): Promise<Page> => drawWithdraw(ask, await requireOwn(ask))

/** Withdraws, with the reason in the patient's history. Law: rules DOC-30. */
export const withdraw = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const own = await requireOwn(ask)
  const form = formFields(ask.request)
  const why = (form.get('why') ?? '').trim().slice(0, 300)
  if (why === '') return drawWithdraw(ask, own, ask.text.deposit.checking.whyMissing)
  const wrong = form.has('wrong') ? ({ wrongPerson: true } as const) : {}
  const update = { status: 'entered-in-error', why, ...wrong } as const
  await ask.parts.documents.updateDocument(ask.visitor, { id: own.entry.id }, update)
  return { to: `/pro/patients/${own.person.spaceId}/documents?own=1`, passing: { said: 'withdrawn' } }
}
