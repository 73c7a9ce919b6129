import type { VNode } from 'preact'
import { requestsFile, type ReceivedRequest } from '../../../areas/requests/index.ts'
import type { Page, ProfessionalAsk, Redirect } from '../ask.ts'
import { BackLink } from '../components/back-link.tsx'
import { ChoiceList } from '../components/choice-list.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FactList } from '../components/fact-list.tsx'
import { FaultBeside } from '../components/fault-beside.tsx'
import { depositPath } from './deposit/deposit-path.ts'
import { Said } from '../components/said.tsx'
import { NumberTable } from '../components/number-table.tsx'
import { formFault, type FormFault } from '../form-fault.ts'
import { formFields, pathPiece } from '../form-fields.ts'
import { wishWords } from '../wish-words.ts'

/** What patients ask of the place that the professional practises in. */
export const askedPath = '/pro/requests'

/** How two requests of one day are told apart where who asks is not read yet. */
const referenceOf = (id: string): string => id.slice(-6).toUpperCase()

/** On the first page of professionals: how many wait; nothing where none does. */
export const RequestsWaiting = ({ ask, count }: { ask: ProfessionalAsk; count: number }): VNode | null =>
  count === 0 ? null : (
    <p>
      <a class="onward" href={askedPath}>
        {ask.text.requests.place.waiting(count)}
      </a>
    </p>
  )

/** What waits for an answer; who asks is read by opening one. */
export const askedDocuments = async (ask: ProfessionalAsk): Promise<Page> => {
  const { place, said } = ask.text.requests
  const listed = await ask.parts.receivedRequests.list(ask.visitor)
  const rows = listed.map(({ id, askedAt, dueOn, isLate, seenAt }) => ({
    key: id,
    cells: [
      <a href={`${askedPath}/${id}`}>{place.open(ask.words.date(askedAt), referenceOf(id))}</a>,
      isLate ? place.late(ask.words.date(dueOn)) : ask.words.date(dueOn),
      seenAt === undefined ? place.unseen : ask.words.date(seenAt),
    ],
  }))
  return {
    title: place.title,
    side: 'professional',
    place: 'activity',
    body: (
      <div class="column">
        <Said ask={ask} sayings={said} />
        <h1>{place.heading}</h1>
        <p class="lead">{place.lead}</p>
        {rows.length === 0 ? (
          <p class="empty">{place.none}</p>
        ) : (
          <NumberTable label={place.heading} columns={Object.values(place.columns)} rows={rows} />
        )}
      </div>
    ),
  }
}

const Decline = ({ ask, fault }: { ask: ProfessionalAsk; fault: FormFault | undefined }): VNode => {
  const { place } = ask.text.requests
  const choices = requestsFile.reasons.map((value) => ({ value, label: place.reasons[value] }))
  return (
    <form method="post" action={ask.path} class="stack">
      <FaultBeside id="reason" fault={fault?.says}>
        <ChoiceList name="reason" legend={place.why} chosen="" choices={choices} />
      </FaultBeside>
      <p>{place.told}</p>
      <p>
        <button class="button button-secondary" type="submit">
          {place.decline}
        </button>
      </p>
    </form>
  )
}

const draw = (ask: ProfessionalAsk, one: ReceivedRequest, fault?: FormFault): Page => {
  const { place } = ask.text.requests
  const { holder } = one
  return {
    title: place.oneTitle,
    side: 'professional',
    place: 'activity',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <BackLink href={askedPath} says={place.back} />
        <ErrorSummary
          ask={ask}
          faults={fault === undefined || one.state !== 'asked' ? [] : [{ fieldId: 'reason', says: fault.says }]}
        />
        <h1>{place.oneHeading}</h1>
        <FactList
          facts={[
            { name: place.who, says: place.person(holder.name, ask.words.date(holder.birthDate)) },
            { name: place.ins, says: holder.ins.value },
            { name: place.what, says: wishWords(ask, one) },
            { name: place.note, says: one.note },
            { name: place.reference, says: referenceOf(one.id) },
            { name: place.columns.askedOn, says: ask.words.date(one.askedAt) },
            { name: place.columns.dueOn, says: ask.words.date(one.dueOn) },
          ]}
        />
        {one.state === 'asked' ? (
          <>
            <h2>{place.deposit}</h2>
            <p>{place.depositSays}</p>
            <p>
              <a class="button" href={depositPath(holder.spaceId)}>
                {place.depositHere}
              </a>
            </p>
            <h2>{place.cannot}</h2>
            <Decline ask={ask} fault={fault} />
          </>
        ) : (
          <p class="empty">{place.over}</p>
        )}
      </div>
    ),
  }
}

const find = (ask: ProfessionalAsk): Promise<ReceivedRequest> =>
  ask.parts.receivedRequests.find(ask.visitor, pathPiece(ask.request, 'request'))

/** R12: one request: who asks, for what, and the two answers. */
export const askedDocument = async (ask: ProfessionalAsk): Promise<Page> => draw(ask, await find(ask))

/** Says why it does not come. */
export const declineRequest = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const reason = formFields(ask.request).get('reason') ?? ''
  try {
    await ask.parts.receivedRequests.decline(ask.visitor, pathPiece(ask.request, 'request'), reason)
  } catch (error) {
    return draw(ask, await find(ask), formFault(ask, error))
  }
  return { to: askedPath, passing: { said: 'request-declined' } }
}
