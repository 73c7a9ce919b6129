import type { VNode } from 'preact'
import { Problem } from '../../../platform/problem.ts'
import type { Page, Redirect } from '../ask.ts'
import type { FieldFault } from '../components/error-summary.tsx'
import { NewPasswordField } from '../components/new-password-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFields } from '../form-fields.ts'
import { entryFault } from './entry-fault.ts'
import { entryPage, GoOn } from './entry-page.tsx'
import { meansStep, provedContact } from './means.tsx'
import { newMeans } from './new-means.ts'
import { stepAt } from './step-at.ts'
import type { EntryAsk } from './with-entry.ts'

interface Shown {
  login: string
  hasApp: boolean
  fault?: FieldFault & { status: number }
}

const Form = ({ ask, shown }: { ask: EntryAsk; shown: Shown }): VNode => {
  const words = ask.text.opening.password
  const faultOf = (id: string) => (shown.fault?.fieldId === id ? shown.fault.says : undefined)
  return (
    <form method="post" action="/open/means/password" class="stack" novalidate>
      <TextField
        name="login"
        label={words.login}
        hint={words.loginHint}
        autocomplete="username"
        maxlength={100}
        value={shown.login}
        fault={faultOf('login')}
      />
      <NewPasswordField ask={ask} fault={faultOf('password')} />
      <GoOn ask={ask} says={ask.view.recovery === undefined ? words.button : ask.text.entry.go}>
        <a href="/open/means">{words.other}</a>
      </GoOn>
    </form>
  )
}

const drawPassword = (ask: EntryAsk, shown: Shown): Page => {
  const words = ask.text.opening.password
  const contact = provedContact(ask.view)
  return entryPage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      lead: shown.hasApp || contact === undefined ? words.leadApp : words.lead(contact),
      ...stepAt(ask, meansStep),
      ...(shown.fault === undefined ? {} : { status: shown.fault.status, faults: [shown.fault] }),
    },
    <Form ask={ask} shown={shown} />,
  )
}

/**
 * Whether a second factor stands ready: the password comes after it, so that nobody who leaves in between has a password that
 * opens nothing.
 */
const hasSecondFactor = async (ask: EntryAsk): Promise<{ hasApp: boolean; ready: boolean }> => {
  const hasApp = await newMeans(ask).hasApp()
  return { hasApp, ready: hasApp || provedContact(ask.view) !== undefined }
}

/** A login and a password, for whoever has neither passkey nor national identity. Law: rules IDN-6, IDN-7. */
export const showChoosePassword = async (ask: EntryAsk): Promise<Page | Redirect> => {
  const { hasApp, ready } = await hasSecondFactor(ask)
  return ready ? drawPassword(ask, { login: '', hasApp }) : { to: '/open/means/app' }
}

/** The field that a fault is about. */
const fieldOf = (error: unknown): 'login' | 'password' =>
  error instanceof Problem && error.details['field'] === 'password' ? 'password' : 'login'

/** Keeps them and goes in. */
export const takeChoosePassword = async (ask: EntryAsk): Promise<Page | Redirect> => {
  const { hasApp, ready } = await hasSecondFactor(ask)
  if (!ready) return { to: '/open/means/app' }
  const fields = formFields(ask.request)
  const login = (fields.get('login') ?? '').trim().slice(0, 100)
  const means = newMeans(ask)
  try {
    await means.keepPassword({ login, password: fields.get('password') ?? '' })
    return await means.goOn()
  } catch (error) {
    const fieldId = fieldOf(error)
    const { says, status } = entryFault(ask, error, ask.text.opening.password[fieldId])
    return drawPassword(ask, { login, hasApp, fault: { fieldId, says, status } })
  }
}
