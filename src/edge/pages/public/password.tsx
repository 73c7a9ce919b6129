import { Problem } from '../../../platform/problem.ts'
import type { OwnSignIn } from '../../sign-in/own-sign-in.ts'
import type { Ask, Page, Redirect } from '../ask.ts'
import { ErrorSummary, type FieldFault } from '../components/error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFault } from '../form-fault.ts'
import { formFields } from '../form-fields.ts'
import { safeReturn } from '../safe-return.ts'

interface Typed {
  login: string
  back: string | undefined
  faults: readonly FieldFault[]
  status: number
}

/** Sign-in by own means; Problem `absent`, `page-not-found`, where there is none. */
export const ownSignInOf = (ask: Ask): OwnSignIn => {
  if (ask.parts.ownSignIn === undefined) throw new Problem('absent', 'page-not-found')
  return ask.parts.ownSignIn
}

const drawForm = (ask: Ask, { login, back, faults, status }: Typed): Page => {
  const words = ask.text.ownMeans.password
  const faultOf = (id: string) => faults.find(({ fieldId }) => fieldId === id)?.says
  return {
    title: words.title,
    side: 'public',
    place: 'none',
    status,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={faults} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action="/sign-in/password" class="stack" novalidate>
          {back === undefined ? null : <input type="hidden" name="return_to" value={back} />}
          <TextField
            name="login"
            label={words.login}
            autocomplete="username"
            maxlength={100}
            value={login}
            fault={faultOf('login')}
          />
          <TextField
            name="password"
            kind="password"
            label={words.password}
            autocomplete="current-password"
            maxlength={1000}
            fault={faultOf('password')}
          />
          <p class="button-row">
            <button class="button" type="submit">
              {words.button}
            </button>
            <a href="/sign-in">{words.other}</a>
            <a href="/sign-in/lost">{ask.text.lost.link}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** A1 without passkey or identity: the login name and the password. */
export const showPassword = (ask: Ask): Page => {
  ownSignInOf(ask)
  return drawForm(ask, { login: '', back: safeReturn(ask.query.get('return_to')), faults: [], status: 200 })
}

const findMissing = (ask: Ask, typed: { login: string; password: string }): FieldFault[] => {
  const words = ask.text.ownMeans.password
  return [
    ...(typed.login === '' ? [{ fieldId: 'login', says: words.loginMissing }] : []),
    ...(typed.password === '' ? [{ fieldId: 'password', says: words.passwordMissing }] : []),
  ]
}

/** Takes them. What was not recognised is not said to be the one or the other; the login name stays, the password never. */
export const takePassword = async (ask: Ask): Promise<Page | Redirect> => {
  const own = ownSignInOf(ask)
  const fields = formFields(ask.request)
  const login = (fields.get('login') ?? '').trim()
  const password = fields.get('password') ?? ''
  const back = safeReturn(fields.get('return_to'))
  const faults = findMissing(ask, { login, password })
  if (faults.length > 0) return drawForm(ask, { login, back, faults, status: 422 })
  try {
    await own.beginPassword(ask, { login, password, returnTo: back })
    return { to: '/sign-in/second-factor' }
  } catch (error) {
    const { says, status } = formFault(ask, error)
    return drawForm(ask, { login, back, faults: [{ fieldId: 'login', says }], status })
  }
}
