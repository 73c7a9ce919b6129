import type { VNode } from 'preact'
import type { AskedEmergency, EmergencyOffer } from '../../../areas/emergencies/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { sentenceOf, type Page, type ProfessionalAsk, type Redirect } from '../ask.ts'
import { ChoiceList } from '../components/choice-list.tsx'
import { DateField } from '../components/date-field.tsx'
import { ErrorSummary, type FieldFault } from '../components/error-summary.tsx'
import { FaultBeside } from '../components/fault-beside.tsx'
import { FactList } from '../components/fact-list.tsx'
import { Notice } from '../components/notice.tsx'
import { PlainList } from '../components/plain-list.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFields } from '../form-fields.ts'
import { findDay, isDateMissing, typedDate } from '../typed-date.ts'
import { bareIns, insFault } from './find-patient.tsx'

/** Where a professional says why a record must be opened in an emergency. */
export const emergencyPath = '/pro/emergency'

/** The choice of who regulates calls; every other one is a reason. */
const dispatch = 'dispatch'

interface Shown {
  typed: URLSearchParams
  faults: readonly FieldFault[]
  /** what is said above the form where nothing opens */
  says?: readonly string[]
}

const Who = ({ ask }: { ask: ProfessionalAsk }): VNode => {
  const { actor } = ask.visitor
  const profession =
    actor.kind === 'professional' ? ask.parts.labels.professionLabel(actor.profession, ask.lang) : undefined
  const facility = actor.kind === 'professional' ? actor.facility?.name : undefined
  const says = [actor.name, profession, facility].filter((part) => part !== undefined).join(' · ')
  return (
    <section class="card">
      <FactList facts={[{ name: ask.text.emergency.form.you, says }]} />
    </section>
  )
}

const reasonChoices = (ask: ProfessionalAsk, offer: EmergencyOffer): { value: string; label: string }[] => {
  const words = ask.text.emergency.form
  const call = { value: dispatch, label: `${words.dispatch} – ${words.dispatchHours(offer.hours.dispatch)}` }
  return [
    ...(offer.mayDispatch ? [call] : []),
    ...offer.reasons.map((reason) => ({ value: reason.code, label: reason[ask.lang] })),
  ]
}

const Fields = ({ ask, offer, shown }: { ask: ProfessionalAsk; offer: EmergencyOffer; shown: Shown }): VNode => {
  const words = ask.text.emergency.form
  const faultOf = (id: string) => shown.faults.find(({ fieldId }) => fieldId === id)?.says
  const text = (name: string) => (shown.typed.get(name) ?? '').slice(0, 300)
  return (
    <>
      <TextField
        name="ins"
        kind="letters"
        label={ask.text.professional.find.insLabel}
        hint={`${ask.text.professional.find.insHint} ${words.patientSays}`}
        autocomplete="off"
        maxlength={64}
        value={text('ins')}
        fault={faultOf('ins')}
      />
      <DateField ask={ask} typed={typedDate(shown.typed)} fault={faultOf('birth-day')} />
      <FaultBeside id="reason" fault={faultOf('reason')}>
        <ChoiceList name="reason" legend={words.why} chosen={text('reason')} choices={reasonChoices(ask, offer)} />
      </FaultBeside>
      <TextField
        name="words"
        label={offer.mayDispatch ? words.wordsOfCall : words.words}
        hint={words.wordsHint}
        autocomplete="off"
        maxlength={300}
        value={text('words')}
      />
    </>
  )
}

const drawForm = (ask: ProfessionalAsk, shown: Shown): Page => {
  const words = ask.text.emergency.form
  const offer = ask.parts.emergencies.offer(ask.visitor)
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    status: shown.faults.length === 0 ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={shown.faults} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        {shown.says === undefined ? null : (
          <Notice kind="stop">
            <PlainList says={shown.says} />
          </Notice>
        )}
        <Who ask={ask} />
        <form method="post" action={`${emergencyPath}/open`} class="stack" novalidate>
          <Fields ask={ask} offer={offer} shown={shown} />
          <Notice kind="attention">
            <p>{words.told}</p>
          </Notice>
          <p>
            <button class="button" type="submit">
              {offer.mayDispatch ? words.button : words.buttonFor(offer.hours['break-glass'])}
            </button>
          </p>
        </form>
      </div>
    ),
  }
}

/** R14: who you are, who the person is, why. The number may come from the search; the person's page brings the birth date too. */
export const emergencyForm = (ask: ProfessionalAsk): Page =>
  drawForm(ask, { typed: formFields(ask.request), faults: [] })

const findFaults = (ask: ProfessionalAsk, typed: URLSearchParams): FieldFault[] => {
  const words = ask.text.emergency.form
  const ins = insFault(ask, bareIns(typed.get('ins') ?? ''))
  const date = typedDate(typed)
  const born = findDay(date, ask.parts.clock.now().toISOString().slice(0, 10))
  const birth = born === undefined ? (isDateMissing(date) ? words.birthMissing : words.birthWrong) : undefined
  return [
    ...(ins === undefined ? [] : [{ fieldId: 'ins', says: ins }]),
    ...(birth === undefined ? [] : [{ fieldId: 'birth-day', says: birth }]),
    ...(typed.get('reason') === null ? [{ fieldId: 'reason', says: words.reasonMissing }] : []),
  ]
}

const askedIn = (ask: ProfessionalAsk, typed: URLSearchParams): AskedEmergency => {
  const reason = typed.get('reason') ?? ''
  const words = (typed.get('words') ?? '').trim().slice(0, 300)
  return {
    ins: ask.parts.readIns(bareIns(typed.get('ins') ?? '')),
    birthDate: findDay(typedDate(typed), ask.parts.clock.now().toISOString().slice(0, 10)) ?? '',
    ...(reason === dispatch ? { kind: 'dispatch' } : { kind: 'break-glass', reason }),
    ...(words === '' ? {} : { words }),
  }
}

const fieldOfReason = (problem: Problem): string => (problem.reason === 'emergency-reason-missing' ? 'reason' : 'ins')

/**
 * Unknown, closed, opposed beforehand, or a number and a date that do not belong together: one answer, with the law and whom to call, and
 * what was typed can be corrected. Law: L.1111-17. Trust: security.md T04, whoever tries learns neither that there is a space nor what
 * its holder chose.
 */
const drawNoRecord = (ask: ProfessionalAsk, typed: URLSearchParams): Page => {
  const { noRecord, mayBeClosed, callDispatch } = ask.text.emergency.form
  const says = ask.parts.emergencies.offer(ask.visitor).mayDispatch ? [mayBeClosed] : [mayBeClosed, callDispatch]
  return drawForm(ask, { typed, faults: [{ fieldId: 'ins', says: noRecord }], says })
}

/** Once a second person has said yes, one press is enough: what was typed stays. */
const waiting: readonly string[] = ['emergency-second-person', 'emergency-place-needed']

/** Opens, and leads to the documents under the banner; what must be corrected is drawn again. A refusal is drawn by its own page. */
export const openEmergency = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const typed = formFields(ask.request)
  const faults = findFaults(ask, typed)
  if (faults.length > 0) return drawForm(ask, { typed, faults })
  try {
    const spaceId = await ask.parts.emergencies.open(ask.visitor, askedIn(ask, typed))
    return { to: `/pro/patients/${spaceId}/documents` }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.reason === 'not-open-to-you') return drawNoRecord(ask, typed)
    if (error.kind !== 'incorrect' && !waiting.includes(error.reason)) throw error
    const says = sentenceOf(ask, error.reason, error.details)
    return drawForm(ask, { typed, faults: [{ fieldId: fieldOfReason(error), says }] })
  }
}
