import type { VNode } from 'preact'
import type { Channel } from '../../../areas/identity/index.ts'
import type { PendingFactor } from '../../sign-in/own-sign-in.ts'
import type { Ask, Page, Redirect } from '../ask.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFault, type FormFault } from '../form-fault.ts'
import { formFields } from '../form-fields.ts'
import { ownSignInOf } from './password.tsx'

const path = '/sign-in/second-factor'

const CodeForm = ({ ask, fault }: { ask: Ask; fault: FormFault | undefined }): VNode => {
  const words = ask.text.ownMeans.factor
  return (
    <form method="post" action={path} class="stack" novalidate>
      <TextField
        name="code"
        kind="code"
        label={words.code}
        hint={words.hint}
        autocomplete="one-time-code"
        maxlength={20}
        fault={fault?.says}
      />
      <p>
        <button class="button" type="submit">
          {words.button}
        </button>
      </p>
    </form>
  )
}

const WaysForm = ({ ask, pending }: { ask: Ask; pending: PendingFactor }): VNode | null => {
  const words = ask.text.ownMeans.factor
  const ways = pending.channels.flatMap((channel) => (channel === 'totp' ? [] : [channel]))
  if (ways.length === 0) return null
  return (
    <form method="post" action={path}>
      <fieldset class="choices">
        <legend>{words.ways}</legend>
        <p class="button-row">
          {ways.map((way) => (
            <button key={way} class="button button-quiet" type="submit" name="send" value={way}>
              {way === pending.sent ? words.sendAgain[way] : words.send[way]}
            </button>
          ))}
        </p>
      </fieldset>
    </form>
  )
}

/** Where the code is: on its way, in the app, or nowhere yet. */
const leadOf = (ask: Ask, { sent, channels }: PendingFactor): string => {
  const words = ask.text.ownMeans.factor
  if (sent !== undefined) return words.sent[sent]
  return channels.includes('totp') ? words.app : words.choose
}

const drawForm = (ask: Ask, pending: PendingFactor, fault?: FormFault): Page => {
  const words = ask.text.ownMeans.factor
  const hasCode = pending.sent !== undefined || pending.channels.includes('totp')
  return {
    title: words.title,
    side: 'public',
    place: 'none',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <ErrorSummary
          ask={ask}
          faults={fault === undefined ? [] : [{ fieldId: hasCode ? 'code' : 'content', says: fault.says }]}
        />
        <h1>{words.heading}</h1>
        <p class="lead">{leadOf(ask, pending)}</p>
        {hasCode ? <CodeForm ask={ask} fault={fault} /> : null}
        <WaysForm ask={ask} pending={pending} />
        <p>
          <a href="/sign-in">{words.other}</a>
        </p>
      </div>
    ),
  }
}

/** The second factor: the code of an app, or one sent by mail or text message. Without a password before, back to it. */
export const showSecondFactor = async (ask: Ask): Promise<Page | Redirect> => {
  const pending = ownSignInOf(ask).pendingOf(ask.request)
  return pending === undefined ? { to: '/sign-in/password' } : drawForm(ask, pending)
}

const wayOf = (value: string | null): Channel | undefined =>
  value === 'email' || value === 'phone' ? value : undefined

/** Sends another code, or takes the one that was typed and opens the space. */
export const takeSecondFactor = async (ask: Ask): Promise<Page | Redirect> => {
  const own = ownSignInOf(ask)
  const pending = own.pendingOf(ask.request)
  if (pending === undefined) return { to: '/sign-in/password' }
  const fields = formFields(ask.request)
  const way = wayOf(fields.get('send'))
  const code = (fields.get('code') ?? '').replaceAll(/[\s.-]/g, '')
  if (way === undefined && code === '')
    return drawForm(ask, pending, { says: ask.text.ownMeans.factor.codeMissing, status: 422 })
  try {
    if (way === undefined) return { to: await own.finishFactor(ask, pending, code) }
    await own.sendCode(ask, pending, way)
    return { to: path }
  } catch (error) {
    return drawForm(ask, pending, formFault(ask, error))
  }
}
