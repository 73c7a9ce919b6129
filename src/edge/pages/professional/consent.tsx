import type { VNode } from 'preact'
import type { PersonView } from '../../../areas/identity/types.ts'
import type { NotedConsent } from '../../../areas/permissions/types.ts'
import { Problem } from '../../../platform/problem.ts'
import { sentenceOf, type Page, type ProfessionalAsk, type Redirect } from '../ask.ts'
import { ChoiceList } from '../components/choice-list.tsx'
import { ErrorSummary, type FieldFault } from '../components/error-summary.tsx'
import { Said } from '../components/said.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFields, pathPiece } from '../form-fields.ts'
import { dayAsTyped, typedDay } from '../typed-date.ts'
import { consentPath } from './consent-path.ts'
import { bareIns, insFault } from './find-patient.tsx'
import { FormFoot } from './form-foot.tsx'

const evidences = ['presence', 'online', 'declared'] as const
const purposes = ['care-team', 'once'] as const

/** How the person agreed, and for which care; what is usual is chosen already, so that one press is enough. */
const Agreement = (props: { ask: ProfessionalAsk; typed: URLSearchParams; fault?: string | undefined }): VNode => {
  const { ask, typed, fault } = props
  const words = ask.text.entering.consent
  // rules ACC-8: who needs an express word is offered no place in a team
  const offered = purposes.filter((value) => value === 'once' || ask.parts.permissions.mayJoinTeams(ask.visitor))
  return (
    <>
      <ChoiceList
        name="evidence"
        legend={words.evidence}
        chosen={typed.get('evidence') ?? 'presence'}
        choices={evidences.map((value) => ({ value, label: words.evidences[value] }))}
      />
      <div id="purpose" tabindex={-1}>
        {fault === undefined ? null : <p class="fault">{fault}</p>}
        <ChoiceList
          name="purpose"
          legend={words.purpose}
          chosen={typed.get('purpose') ?? offered[0] ?? 'once'}
          choices={offered.map((value) => ({ value, label: words.purposes[value] }))}
        />
      </div>
    </>
  )
}

/** R4 on the page of the right-person check: who is in front has just been compared, their birth date goes with the answer. */
export const OwnConsent = ({ ask, person }: { ask: ProfessionalAsk; person: PersonView }): VNode => {
  const words = ask.text.entering.consent
  return (
    <section class="card" aria-labelledby="own-consent">
      <h2 id="own-consent">{words.own}</h2>
      <p>{words.ownSays}</p>
      <form method="post" action={`/pro/patients/${person.spaceId}/consent`} class="stack">
        <input type="hidden" name="birthDate" value={dayAsTyped(person.traits.birthDate)} />
        <Agreement ask={ask} typed={new URLSearchParams()} />
        <p>
          <button class="button button-secondary" type="submit">
            {words.yes}
          </button>
        </p>
      </form>
    </section>
  )
}

/** Law: R.1111-46, rules ACC-4: for somebody of the same place, by name, after telling the person. */
const ForColleague = (props: {
  ask: ProfessionalAsk
  typed: URLSearchParams
  faultOf(id: string): string | undefined
}): VNode => {
  const words = props.ask.text.entering.consent
  const { typed, faultOf } = props
  const fault = faultOf('told')
  return (
    <details class="stack" open={typed.has('colleague') && typed.get('colleague') !== ''}>
      <summary>{words.forColleague}</summary>
      <TextField
        name="colleague"
        label={words.colleague}
        hint={words.colleagueHint}
        autocomplete="off"
        maxlength={80}
        value={(typed.get('colleague') ?? '').slice(0, 80)}
        fault={faultOf('colleague')}
      />
      <div id="told" tabindex={-1}>
        {fault === undefined ? null : <p class="fault">{fault}</p>}
        <label class="choice">
          <input type="checkbox" name="told" value="yes" checked={typed.get('told') === 'yes'} />
          <span>{words.told}</span>
        </label>
      </div>
    </details>
  )
}

const drawConsent = (ask: ProfessionalAsk, typed: URLSearchParams, faults: readonly FieldFault[] = []): Page => {
  const words = ask.text.entering.consent
  const faultOf = (id: string): string | undefined => faults.find(({ fieldId }) => fieldId === id)?.says
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="column">
        <Said ask={ask} sayings={{ 'colleague-noted': words.colleagueNoted }} />
        <ErrorSummary ask={ask} faults={faults} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action={`${consentPath}/note`} class="stack" novalidate>
          <TextField
            name="ins"
            kind="letters"
            label={ask.text.professional.find.insLabel}
            hint={ask.text.professional.find.insHint}
            autocomplete="off"
            maxlength={64}
            value={(typed.get('ins') ?? '').slice(0, 64)}
            fault={faultOf('ins')}
          />
          <TextField
            name="birthDate"
            label={words.birthDate}
            hint={words.birthDateHint}
            autocomplete="off"
            maxlength={20}
            value={(typed.get('birthDate') ?? '').slice(0, 20)}
            fault={faultOf('birthDate')}
          />
          <Agreement ask={ask} typed={typed} fault={faultOf('purpose')} />
          <ForColleague ask={ask} typed={typed} faultOf={faultOf} />
          <FormFoot ask={ask} button={words.yes} />
        </form>
      </div>
    ),
  }
}

/** R4 for a person whom nothing ties to this professional: number and birth date first, the same page for everybody. */
export const askForConsent = (ask: ProfessionalAsk): Page => drawConsent(ask, formFields(ask.request))

const readAgreement = (typed: URLSearchParams): Pick<NotedConsent, 'evidence' | 'purpose'> => {
  const evidence = evidences.find((known) => known === typed.get('evidence'))
  const purpose = purposes.find((known) => known === typed.get('purpose'))
  if (evidence !== undefined && purpose !== undefined) return { evidence, purpose }
  const field = evidence === undefined ? 'evidence' : 'purpose'
  throw new Problem('incorrect', 'page-choice-unknown', { details: { field } })
}

const fieldOfReason: Readonly<Record<string, string>> = {
  'colleague-unknown': 'colleague',
  'consent-express-only': 'purpose',
}

/** Notes the consent of whoever has this number and birth date, and leads to the right-person check. */
export const noteConsent = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const typed = formFields(ask.request)
  const ins = bareIns((typed.get('ins') ?? '').slice(0, 64))
  const wrongIns = insFault(ask, ins)
  const birthDate = typedDay((typed.get('birthDate') ?? '').slice(0, 20))
  const colleague = (typed.get('colleague') ?? '').trim().slice(0, 80)
  const named = colleague === '' ? {} : { colleague }
  const isUntold = colleague !== '' && typed.get('told') !== 'yes'
  const faults = [
    ...(wrongIns === undefined ? [] : [{ fieldId: 'ins', says: wrongIns }]),
    ...(birthDate === undefined ? [{ fieldId: 'birthDate', says: ask.text.entering.consent.birthDateWrong }] : []),
    ...(isUntold ? [{ fieldId: 'told', says: ask.text.entering.consent.toldMissing }] : []),
  ]
  if (birthDate === undefined || faults.length > 0) return drawConsent(ask, typed, faults)
  const agreement = readAgreement(typed)
  try {
    const consent = { ...agreement, ...named, space: { ins: ask.parts.readIns(ins) }, birthDate }
    const { spaceId } = await ask.parts.permissions.recordConsent(ask.visitor, consent)
    return 'colleague' in named
      ? { to: consentPath, passing: { said: 'colleague-noted' } }
      : { to: `/pro/patients/${spaceId}` }
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    const fieldId = fieldOfReason[error.reason] ?? 'ins'
    return drawConsent(ask, typed, [{ fieldId, says: sentenceOf(ask, error.reason, error.details) }])
  }
}

/** Notes the consent of the person whose traits were just compared. */
export const noteOwnConsent = async (ask: ProfessionalAsk): Promise<Redirect> => {
  const typed = formFields(ask.request)
  const spaceId = pathPiece(ask.request, 'space')
  const birthDate = typedDay((typed.get('birthDate') ?? '').slice(0, 20)) ?? ''
  const consent = { ...readAgreement(typed), space: { spaceId }, birthDate }
  await ask.parts.permissions.recordConsent(ask.visitor, consent)
  return { to: `/pro/patients/${spaceId}` }
}
