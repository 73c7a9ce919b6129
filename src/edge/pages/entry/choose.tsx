import type { VNode } from 'preact'
import type { Recognised } from '../../../areas/identity/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Page, Redirect } from '../ask.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { TickField } from '../components/tick-field.tsx'
import { formFields } from '../form-fields.ts'
import type { FormFault } from '../form-fault.ts'
import { choiceLead, choiceOf } from './choose-words.ts'
import { entryFault } from './entry-fault.ts'
import { entryPage, faultAt, type Step } from './entry-page.tsx'
import { isStop, stopped } from './stopped.tsx'
import { TermsText } from './terms-text.tsx'
import { canRefuse, type EntryAsk } from './with-entry.ts'

const step: Step = [4, 6]
const path = '/open/choose'
const factIcons: readonly IconName[] = ['record', 'access', 'leave']

const Facts = ({ ask }: { ask: EntryAsk }): VNode => (
  <ul class="promises entry-facts">
    {ask.text.opening.choose.facts.map((fact, index) => (
      <li key={fact.name}>
        <Icon name={factIcons[index] ?? 'check'} />
        <h2>{fact.name}</h2>
        <p>
          {fact.says} {fact.link === undefined ? null : <a href="/who-can-see">{fact.link}</a>}
        </p>
      </li>
    ))}
  </ul>
)

/** Refusing asks for nothing on this page: a link as large as the button beside it. */
const RefuseLink = ({ ask }: { ask: EntryAsk }): VNode | null => {
  const { refuse, proof } = ask.text.opening.choose
  const kind = choiceOf(ask.view)
  if (!canRefuse(ask.view)) {
    return ask.view.state === 'opposed' ? <a href="/refuse/done">{proof}</a> : null
  }
  const says = kind === 'opened' || kind === 'legacy' || kind === 'minor' ? refuse[kind] : refuse.fresh
  return (
    <a class="button" href="/refuse/confirm">
      {says}
    </a>
  )
}

const Form = ({ ask, fault }: { ask: EntryAsk; fault: FormFault | undefined }): VNode | null => {
  const words = ask.text.opening.choose
  const kind = choiceOf(ask.view)
  if (kind === 'minor' || kind === 'suspended') return null
  const terms = ask.parts.credentials.termsAt(ask.parts.clock.now().toISOString())
  return (
    <form method="post" action={path} class="stack" novalidate>
      <input type="hidden" name="version" value={terms.version} />
      <TermsText ask={ask} terms={terms} heading={words.terms(terms.version)} />
      <TickField id="accept" name="accept" says={words.accept} fault={fault?.says} />
      <p class="equal-buttons">
        <button class="button" type="submit">
          {words.open[kind]}
        </button>
        <RefuseLink ask={ask} />
      </p>
    </form>
  )
}

const Minor = ({ ask }: { ask: EntryAsk }): VNode => {
  const words = ask.text.opening.choose
  return (
    <>
      <ol class="numbered">
        {words.minorSteps.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ol>
      <p class="equal-buttons">
        <a class="button" href="/sign-in">
          {words.signIn}
        </a>
        <RefuseLink ask={ask} />
      </p>
    </>
  )
}

const drawChoice = (ask: EntryAsk, fault?: FormFault): Page => {
  const words = ask.text.opening.choose
  const kind = choiceOf(ask.view)
  return entryPage(
    ask,
    {
      title: words.title,
      heading: words.headings[kind],
      lead: choiceLead(ask),
      step,
      ...faultAt('accept', fault),
    },
    <>
      <p class="whose">{ask.text.refusal.refuse.about(ask.view.name)}</p>
      {kind === 'minor' ? <Minor ask={ask} /> : null}
      {kind === 'minor' || kind === 'suspended' ? null : <Facts ask={ask} />}
      <Form ask={ask} fault={fault} />
    </>,
  )
}

/** A5: two equal answers, three facts, when it opens by itself. */
export const showChoice = async (ask: EntryAsk): Promise<Page> => {
  // A form sent twice comes here when the first of the two used the code: if that one opened, this place is behind.
  if (ask.query.get('late') === '1') return stopped(ask, 'code-used')
  return drawChoice(ask)
}

/** National identity is already a means to come in; a letter's code is used up now, and opens nothing more. */
const admit = async (ask: EntryAsk, { name, ...opened }: Recognised & { name: string }): Promise<void> => {
  if (ask.view.provenBy === 'code') return
  const actor = { kind: 'holder', id: opened.spaceId, name } as const
  await ask.parts.startSession(ask.request, ask.reply, { actor, ...opened, authLevel: 'substantial' })
}

/** Opens the space in the person's name. */
export const takeChoice = async (ask: EntryAsk): Promise<Page | Redirect> => {
  const fields = formFields(ask.request)
  if (fields.get('accept') !== 'yes')
    return drawChoice(ask, { says: ask.text.opening.choose.acceptMissing, status: 422 })
  try {
    await admit(ask, await ask.parts.entries.open(ask.secret, { terms: fields.get('version') ?? '' }))
    return { to: '/open/means' }
  } catch (error) {
    if (error instanceof Problem && error.reason === 'enrolment-wrong-moment') return { to: path }
    if (error instanceof Problem && error.reason === 'code-used') return { to: `${path}?late=1` }
    if (error instanceof Problem && isStop(error.reason)) return stopped(ask, error.reason)
    return drawChoice(ask, entryFault(ask, error))
  }
}
