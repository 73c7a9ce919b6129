import type { VNode } from 'preact'
import { Problem } from '../../../platform/problem.ts'
import { sentenceOf, type Page, type ProfessionalAsk, type Redirect } from '../ask.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Icon } from '../components/icon.tsx'
import { Said } from '../components/said.tsx'
import { formFields } from '../form-fields.ts'
import { RequestsWaiting } from './asked-documents.tsx'
import { consentPath } from './consent-path.ts'
import { OwnEmergencies, SecondsAsked, ToldEmergencies } from './emergency-lists.tsx'
import { looksLikeCode, openByCode } from './open-by-code.ts'
import { PatientsToday } from './today.tsx'

const SearchForm = (props: { ask: ProfessionalAsk; typed: string; fault: string | undefined }): VNode => {
  const { ask, typed, fault } = props
  const words = ask.text.professional.find
  return (
    <form method="post" action="/pro" class="stack" novalidate>
      <div class={fault === undefined ? 'field' : 'field field-fault'}>
        <label for="ins">{words.label}</label>
        <p class="hint" id="ins-hint">
          {words.hint}
        </p>
        {fault === undefined ? null : (
          <p class="fault" id="ins-fault">
            <Icon name="alert" />
            {fault}
          </p>
        )}
        <input
          id="ins"
          name="ins"
          type="text"
          class="code-input"
          value={typed}
          maxlength={64}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby={fault === undefined ? 'ins-hint' : 'ins-hint ins-fault'}
          aria-invalid={fault === undefined ? undefined : 'true'}
        />
      </div>
      <p class="button-row">
        <button class="button" type="submit">
          <Icon name="search" />
          {words.button}
        </button>
        <button class="button button-secondary" type="submit" formaction="/pro/emergency">
          <Icon name="alert" />
          {ask.text.emergency.refused.button}
        </button>
        <button class="button button-secondary" type="submit" formaction={consentPath}>
          {ask.text.professional.refused.consent}
        </button>
      </p>
    </form>
  )
}

const drawForm = async (ask: ProfessionalAsk, typed: string, fault?: string): Promise<Page> => {
  const words = ask.text.professional.find
  const { emergencies } = ask.parts
  const [own, told, seconds, seen, asked] = await Promise.all([
    emergencies.listOwn(ask.visitor),
    emergencies.listTold(ask.visitor),
    emergencies.listSeconds(ask.visitor),
    ask.parts.activity.listToday(ask.visitor),
    ask.parts.receivedRequests.count(ask.visitor),
  ])
  const after = ask.text.emergency.after
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    status: fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <Said
          ask={ask}
          sayings={{
            'emergency-ended': after.ended,
            'emergency-noted': after.noted,
            'second-confirmed': ask.text.emergency.second.done,
          }}
        />
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'ins', says: fault }]} />
        <h1>{words.heading}</h1>
        <SearchForm ask={ask} typed={typed} fault={fault} />
        <ul class="plain-list">
          <li>
            <a href="/pro/traits">{ask.text.workplace.traits.link}</a>
          </li>
        </ul>
        <p class="aside">{words.traced}</p>
        <RequestsWaiting ask={ask} count={asked} />
        <SecondsAsked ask={ask} seconds={seconds} />
        <PatientsToday ask={ask} seen={seen} />
        <OwnEmergencies ask={ask} own={own} seen={seen} />
        <ToldEmergencies ask={ask} told={told} />
      </div>
    ),
  }
}

const isInsLong = ({ length }: string): boolean => length === 13 || length === 15

/** What is wrong with a typed INS before anybody is asked: nothing typed, too short or long, a strange character. Its key may be left out. */
export const insFault = (ask: ProfessionalAsk, bare: string): string | undefined => {
  const words = ask.text.professional.find
  if (bare === '') return words.insMissing
  if (!isInsLong(bare)) return words.insLength(bare.length)
  return /^\d{5}(\d\d|2A|2B)\d{6}(\d\d)?$/.test(bare) ? undefined : words.shape
}

/** The same in the field that takes a share code too. */
const typedFault = (ask: ProfessionalAsk, bare: string): string | undefined => {
  const words = ask.text.professional.find
  if (bare === '') return words.missing
  return isInsLong(bare) ? insFault(ask, bare) : words.length(bare.length)
}

/** Drops what people type or paste between the figures: spaces of any kind, dots, dashes. */
export const bareIns = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replaceAll(/[\s.\-_‐-―]/g, '')
    .toUpperCase()

/**
 * R2: one field to find a patient, by INS or by the share code that they say; under it, what a professional opened or was told of in an
 * emergency.
 */
export const findPatient = (ask: ProfessionalAsk): Promise<Page> => drawForm(ask, '')

/** What the field itself tells: a text to correct, a code that opens nothing, tries that are used up. */
const isToldByField = (problem: Problem): boolean =>
  problem.kind === 'incorrect' || problem.reason === 'share-code-not-good' || problem.reason === 'too-many-tries'

/** Opens the patient of a typed INS or share code, or shows the field again with what to correct. A refusal is drawn by its own page. */
export const openPatient = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const typed = (formFields(ask.request).get('ins') ?? '').slice(0, 64)
  const bare = bareIns(typed)
  const isCode = looksLikeCode(bare)
  const fault = isCode ? undefined : typedFault(ask, bare)
  if (fault !== undefined) return drawForm(ask, typed, fault)
  try {
    if (isCode) return await openByCode(ask, bare)
    const person = await ask.parts.identity.readPerson(ask.visitor, { ins: ask.parts.readIns(bare) })
    return { to: `/pro/patients/${person.spaceId}` }
  } catch (error) {
    if (!(error instanceof Problem) || !isToldByField(error)) throw error
    return drawForm(ask, typed, sentenceOf(ask, error.reason, error.details))
  }
}
