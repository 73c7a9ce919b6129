import type { VNode } from 'preact'
import type { Child, TypedParent } from '../../../../areas/enrolment/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type Page, type Redirect, type SpaceAsk } from '../../ask.ts'
import { ErrorSummary, type FieldFault } from '../../components/error-summary.tsx'
import { TextField } from '../../components/text-field.tsx'
import { TickField } from '../../components/tick-field.tsx'
import { formFault } from '../../form-fault.ts'
import { formFields } from '../../form-fields.ts'
import { takeStep } from '../../take-step.ts'
import { typedDay } from '../../typed-date.ts'
import { childOf } from './child-of.ts'

const names = ['ins', 'birthFamily', 'birthGiven', 'birthDate'] as const
type FieldName = (typeof names)[number]

interface Filled {
  fields: URLSearchParams
  faults: readonly FieldFault[]
  status: number
}

const typedIn = (fields: URLSearchParams, name: FieldName): string => (fields.get(name) ?? '').trim().slice(0, 100)

const Form = ({ ask, filled }: { ask: SpaceAsk; filled: Filled }): VNode => {
  const words = ask.text.parents.invite
  const faultAt = (id: string) => filled.faults.find(({ fieldId }) => fieldId === id)?.says
  return (
    <form method="post" action={ask.path} class="stack" novalidate>
      {names.map((name) => (
        <TextField
          key={name}
          name={name}
          label={words.fields[name]}
          hint={words.hints[name]}
          autocomplete="off"
          maxlength={100}
          value={typedIn(filled.fields, name)}
          fault={faultAt(name)}
        />
      ))}
      <TickField
        id="statement"
        name="stated"
        says={words.statement}
        ticked={filled.fields.get('stated') === 'yes'}
        fault={faultAt('statement')}
      />
      <p class="button-row">
        <button class="button" type="submit">
          {words.button}
        </button>
        <a href="/my/children">{ask.text.shell.cancel}</a>
      </p>
    </form>
  )
}

const draw = (ask: SpaceAsk, child: Child, filled: Filled): Page => {
  const words = ask.text.parents.invite
  return {
    title: words.title,
    side: 'citizen',
    place: 'more',
    status: filled.status,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={filled.faults} />
        <h1>{words.heading(child.name)}</h1>
        <p class="lead">{words.lead}</p>
        {words.says.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <Form ask={ask} filled={filled} />
      </div>
    ),
  }
}

const invitableOf = async (ask: SpaceAsk): Promise<Child> => {
  const child = await childOf(ask)
  if (!child.invitable) throw new Problem('absent', 'child-unknown')
  return child
}

/** The form in which a parent says who the other one is. */
export const askToInvite = async (ask: SpaceAsk): Promise<Page> =>
  draw(ask, await invitableOf(ask), { fields: new URLSearchParams(), faults: [], status: 200 })

const readIns = (ask: SpaceAsk, typed: string): TypedParent['ins'] | FieldFault => {
  const words = ask.text.parents.invite
  if (typed === '') return { fieldId: 'ins', says: words.missing.ins }
  try {
    return ask.parts.readIns(typed)
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    return { fieldId: 'ins', says: sentenceOf(ask, error.reason, { ...error.details, field: words.fields.ins }) }
  }
}

/** Who was typed, or what is wrong with it, field by field. */
const readTyped = (ask: SpaceAsk, fields: URLSearchParams): TypedParent | FieldFault[] => {
  const { missing } = ask.text.parents.invite
  const [birthFamily, birthGiven] = [typedIn(fields, 'birthFamily'), typedIn(fields, 'birthGiven')]
  const birthDate = typedDay(typedIn(fields, 'birthDate'))
  const ins = readIns(ask, typedIn(fields, 'ins'))
  const named = { birthFamily, birthGiven, birthDate: birthDate ?? '' }
  const faults = (['birthFamily', 'birthGiven', 'birthDate'] as const).flatMap((fieldId) =>
    /[\p{L}\p{N}]/u.test(named[fieldId]) ? [] : [{ fieldId, says: missing[fieldId] }],
  )
  if ('fieldId' in ins) return [ins, ...faults]
  return faults.length > 0 ? faults : { ins, ...named }
}

const faultOf = (ask: SpaceAsk, error: unknown): { faults: FieldFault[]; status: number } => {
  const { says, status } = formFault(ask, error)
  const field = error instanceof Problem ? error.details['field'] : undefined
  return { faults: [{ fieldId: typeof field === 'string' ? field : 'ins', says }], status }
}

/** Sends the request. What it says then is the same for everybody, whether the person exists or not. */
export const inviteParent = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const child = await childOf(ask)
  const fields = formFields(ask.request)
  const typed = readTyped(ask, fields)
  if (Array.isArray(typed)) return draw(ask, child, { fields, faults: typed, status: 422 })
  const request = { personId: child.personId, typed, stated: fields.get('stated') === 'yes' }
  try {
    return await takeStep(() => ask.parts.families.inviteParent(ask.visitor, ask.spaceId, request), {
      to: '/my/children',
      late: '/my/children',
      said: 'parent-invited',
    })
  } catch (error) {
    return draw(ask, child, { fields, ...faultOf(ask, error) })
  }
}
