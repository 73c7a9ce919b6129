import type { VNode } from 'preact'
import { Problem } from '../../../platform/problem.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Page, ProfessionalAsk, Redirect } from '../ask.ts'
import { ConfirmChange } from '../components/confirm-change.tsx'
import { formFields, pathPiece } from '../form-fields.ts'

/** To whom a document is not open yet: the patient first, then who represents them. Nothing where it is open to both. */
const closedTo = ({ visibility }: DocumentEntry): 'patient' | 'representatives' | undefined => {
  if (visibility.withheld) return 'patient'
  return visibility.hiddenFromRepresentatives ? 'representatives' : undefined
}

/** For the author of a document that somebody may not know of: the way to open it to them, in the list of what they may do with it. */
export const OpenLink = ({
  ask,
  at,
  entry,
}: {
  ask: ProfessionalAsk
  at: string
  entry: DocumentEntry
}): VNode | null => {
  const whom = closedTo(entry)
  if (whom === undefined) return null
  return (
    <li>
      <a href={`${at}/open`}>{ask.text.professional.opening[whom].link}</a>
    </li>
  )
}

const addressesOf = (ask: ProfessionalAsk): { spaceId: string; id: string; back: string } => {
  const spaceId = pathPiece(ask.request, 'space')
  const id = pathPiece(ask.request, 'id')
  return { spaceId, id, back: `/pro/patients/${spaceId}/documents/${id}` }
}

/** Before a document opens to somebody for good: whom it opens to, and that nobody closes it again. Rules: DOC-23, DOC-25. */
export const askToOpenDocument = async (ask: ProfessionalAsk): Promise<Page> => {
  const { spaceId, id, back } = addressesOf(ask)
  const patient = await ask.parts.identity.readPerson(ask.visitor, { spaceId })
  const entry = await ask.parts.documents.readDocument(ask.visitor, id)
  const whom = closedTo(entry)
  if (whom === undefined) throw new Problem('conflict', 'visibility-open-already')
  const { title, heading, says, button } = ask.text.professional.opening[whom]
  return {
    title,
    side: 'professional',
    place: 'patients',
    patient,
    body: (
      <ConfirmChange
        ask={ask}
        heading={heading}
        warning={ask.text.professional.opening.forGood}
        says={says}
        button={{ says: button, isStop: false }}
        state={whom}
        back={back}
      />
    ),
  }
}

/** Opens it to whom the question named, and to nobody else. */
export const openDocument = async (ask: ProfessionalAsk): Promise<Redirect> => {
  const { id, back } = addressesOf(ask)
  const whom = formFields(ask.request).get('state')
  if (whom !== 'patient' && whom !== 'representatives')
    throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'state' } })
  const visibility = whom === 'patient' ? { withheld: false } : { hiddenFromRepresentatives: false }
  await ask.parts.documents.updateDocument(ask.visitor, { id }, { visibility })
  return { to: back, passing: { said: whom === 'patient' ? 'opened-to-patient' : 'opened-to-representatives' } }
}
