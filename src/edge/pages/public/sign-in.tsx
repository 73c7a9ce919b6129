import type { VNode } from 'preact'
import type { SignInKind } from '../../sign-in/sign-in-parts.ts'
import type { Ask, Page } from '../ask.ts'
import { HelpLine } from '../components/help-line.tsx'
import { Notice } from '../components/notice.tsx'
import { safeReturn } from '../safe-return.ts'

interface Shown {
  ask: Ask
  /** where the visitor was heading, when it is on this door's side */
  back?: string | undefined
  first?: boolean
}

const addressOf = (path: string, back: string | undefined): string =>
  back === undefined ? path : `${path}?return_to=${encodeURIComponent(back)}`

const buttonClass = (isMain: boolean | undefined): string => (isMain ? 'button' : 'button button-secondary')

/** Drawn hidden: the script shows it where the browser knows passkeys. */
const PasskeyDoor = ({ ask, back }: Shown): VNode => {
  const words = ask.text.publicPages.signIn.passkey
  return (
    <div
      data-passkey="get"
      data-options="/sign-in/passkey/options"
      data-answer="/sign-in/passkey"
      data-return-to={back ?? '/my'}
      hidden
    >
      <button class="button" type="button">
        {words.button}
      </button>
      <p class="fault" role="alert" data-failed={words.failed} />
    </div>
  )
}

const CitizenDoor = ({ ask, back, first }: Shown): VNode => {
  const words = ask.text.publicPages.signIn
  const { doors, ownSignIn } = ask.parts
  return (
    <section class="card">
      <h2>{words.citizens.heading}</h2>
      <p>{ownSignIn === undefined ? words.citizens.says : words.choose}</p>
      {ownSignIn === undefined ? null : <PasskeyDoor ask={ask} back={back} />}
      {doors.includes('citizens') ? (
        <p>
          <a class={buttonClass(first)} href={addressOf('/sign-in/citizens', back)}>
            {words.citizens.button}
          </a>
        </p>
      ) : null}
      {doors.includes('card') ? (
        <p>
          <a class="button button-secondary" href={addressOf('/sign-in/card', back)}>
            {words.card.button}
          </a>
        </p>
      ) : null}
      {ownSignIn === undefined ? null : (
        <p>
          <a class="button button-quiet" href={addressOf('/sign-in/password', back)}>
            {words.password.button}
          </a>
        </p>
      )}
      <p>
        {words.letter.says} <a href="/open">{words.letter.link}</a>
      </p>
      {ownSignIn === undefined ? null : (
        <p>
          <a href="/sign-in/lost">{ask.text.lost.link}</a>
        </p>
      )}
    </section>
  )
}

const OneDoor = ({ ask, back, first, kind }: Shown & { kind: 'professionals' | 'staff' }): VNode => {
  const words = ask.text.publicPages.signIn[kind]
  return (
    <section class="card">
      <h2>{words.heading}</h2>
      <p>{words.says}</p>
      <p>
        <a class={buttonClass(first)} href={addressOf(`/sign-in/${kind}`, back)}>
          {words.button}
        </a>
      </p>
    </section>
  )
}

/** The console is entered by the operator's own directory alone; without one its door says so. */
const StaffDoor = ({ ask, back }: Shown): VNode => {
  const words = ask.text.publicPages.signIn.staff
  if (ask.parts.doors.includes('staff')) return <OneDoor ask={ask} back={back} kind="staff" first />
  return (
    <Notice kind="attention">
      <p>
        <strong>{words.missing}</strong> {words.missingSays}
      </p>
    </Notice>
  )
}

const kindOf = (back: string | undefined): SignInKind => {
  if (back?.startsWith('/pro')) return 'professionals'
  return back?.startsWith('/console') ? 'staff' : 'citizens'
}

/** Why somebody is here again: the session ended in the middle of a form, or a step asks for a fresh proof. */
const Why = ({ ask }: Shown): VNode | null => {
  const words = ask.text.publicPages.signIn
  const ended = ask.query.get('ended') === '1'
  if (!ended && ask.query.get('again') !== '1') return null
  return (
    <Notice kind="attention" focus>
      <p>
        <strong>{ended ? words.ended : words.again}</strong> {ended ? words.endedSays : words.againSays}
      </p>
    </Notice>
  )
}

const Doors = ({ ask, back, kind }: Shown & { kind: SignInKind }): VNode => {
  if (kind === 'staff') return <StaffDoor ask={ask} back={back} />
  return kind === 'professionals' ? (
    <>
      <OneDoor ask={ask} back={back} kind="professionals" first />
      <CitizenDoor ask={ask} />
    </>
  ) : (
    <>
      <CitizenDoor ask={ask} back={back} first />
      <OneDoor ask={ask} kind="professionals" />
    </>
  )
}

/** A1, R1, O1: every way to sign in; the side the visitor was heading for comes first. */
export const signIn = (ask: Ask): Page => {
  const words = ask.text.publicPages.signIn
  const back = safeReturn(ask.query.get('return_to'))
  const kind = kindOf(back)
  const hasPasskeys = kind !== 'staff' && ask.parts.ownSignIn !== undefined
  return {
    title: words.title,
    side: 'public',
    place: 'none',
    ...(hasPasskeys ? { island: 'passkey' } : {}),
    body: (
      <div class="column">
        <Why ask={ask} />
        <h1>{words.heading}</h1>
        <Doors ask={ask} back={back} kind={kind} />
        <p class="aside">{words.shared}</p>
        <HelpLine ask={ask} />
      </div>
    ),
  }
}
