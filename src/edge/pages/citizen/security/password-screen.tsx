import { Problem } from '../../../../platform/problem.ts'
import { sourceOf } from '../../../sign-in/source-of.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ErrorSummary, type FieldFault } from '../../components/error-summary.tsx'
import { NewPasswordField } from '../../components/new-password-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { formFault } from '../../form-fault.ts'
import { formFields } from '../../form-fields.ts'
import { isProven, proveFirst } from '../../fresh-proof.ts'

/** Where a holder who has a password changes it. */
export const passwordPath = '/my/security/password'

type Fault = FieldFault & { status: number }

const drawPassword = (ask: SpaceAsk, login: string, fault?: Fault): Page => {
  const words = ask.text.security.passwordChange
  const faultOf = (id: string) => (fault?.fieldId === id ? fault.says : undefined)
  return {
    title: words.title,
    side: 'citizen',
    place: 'more',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [fault]} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead(login)}</p>
        <form method="post" action={passwordPath} class="stack" novalidate>
          <input type="text" name="login" autocomplete="username" value={login} hidden readonly />
          <TextField
            name="current"
            kind="password"
            label={words.current}
            autocomplete="current-password"
            maxlength={1000}
            fault={faultOf('current')}
          />
          <NewPasswordField ask={ask} label={words.next} fault={faultOf('password')} />
          <p class="button-row">
            <button class="button" type="submit">
              {words.button}
            </button>
            <a href="/my/security">{ask.text.shell.cancel}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** Draws the page for the login of somebody who has just proved who they are; who has no password has nothing to change. */
const withLogin = async (
  ask: SpaceAsk,
  answer: (login: string) => Page | Promise<Page | Redirect>,
): Promise<Page | Redirect> => {
  if (!isProven(ask)) return proveFirst(ask)
  const { login } = await ask.parts.credentials.meansOf(ask.spaceId)
  return login === undefined ? { to: '/my/security' } : answer(login)
}

/** Asks for the current password and another. */
export const showPasswordChange = (ask: SpaceAsk): Promise<Page | Redirect> =>
  withLogin(ask, (login) => drawPassword(ask, login))

const faultFrom = (ask: SpaceAsk, error: unknown): Fault => {
  const words = ask.text.security.passwordChange
  const isNext = error instanceof Problem && error.details['field'] === 'password'
  const fieldId = isNext ? 'password' : 'current'
  return { fieldId, ...formFault(ask, error, isNext ? words.next : words.current) }
}

/**
 * Every session of the space has ended: this one goes on under a new secret, among the means there are now. Its proof is dated anew:
 * `isProven` asked for a full one moments ago, and the password came on top.
 */
const goOn = async ({ parts, session, request, reply, spaceId }: SpaceAsk, meansEpoch: number): Promise<Redirect> => {
  if (session !== undefined) {
    const { actor, authLevel } = session
    await parts.startSession(request, reply, { actor, spaceId, authLevel, meansEpoch })
  }
  return { to: '/my/security', passing: { said: 'password-changed' } }
}

/** Puts the new password in the place of the current one. Law: rules IDN-7. */
export const takePasswordChange = (ask: SpaceAsk): Promise<Page | Redirect> =>
  withLogin(ask, async (login) => {
    const fields = formFields(ask.request)
    const current = fields.get('current') ?? ''
    const missing = ask.text.security.passwordChange.currentMissing
    if (current === '') return drawPassword(ask, login, { fieldId: 'current', says: missing, status: 422 })
    const change = { current, password: fields.get('password') ?? '', source: sourceOf(ask.request) }
    const changed = await ask.parts.credentials
      .changePassword(ask.spaceId, change)
      .catch((error: unknown) => faultFrom(ask, error))
    return typeof changed === 'number' ? goOn(ask, changed) : drawPassword(ask, login, changed)
  })
