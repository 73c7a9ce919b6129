import type { ComponentChildren, VNode } from 'preact'
import type { Ask, Page, Redirect } from '../ask.ts'
import { entryPage } from '../entry/entry-page.tsx'
import { CardRequestForm, drawSent, emptyCardForm, takeCardRequest, type CardForm } from '../entry/new-code.tsx'

const Way = ({
  words,
  children,
}: {
  words: { heading: string; says: string }
  children?: ComponentChildren
}): VNode => (
  <section class="card">
    <h2>{words.heading}</h2>
    <p>{words.says}</p>
    {children}
  </section>
)

const IdentityWay = ({ ask }: { ask: Ask }): VNode | null => {
  const words = ask.text.lost
  const { citizens, card } = ask.text.entry.start
  const doors = [
    { kind: 'citizens', says: citizens },
    { kind: 'card', says: card },
  ] as const
  const open = doors.filter(({ kind }) => ask.parts.doors.includes(kind))
  if (open.length === 0) return null
  return (
    <Way words={words.identity}>
      <p class="button-row">
        {open.map(({ kind, says }) => (
          <a key={kind} class="button button-secondary" href={`/sign-in/${kind}?return_to=%2Fmy%2Fsecurity`}>
            {says}
          </a>
        ))}
      </p>
    </Way>
  )
}

const drawLost = (ask: Ask, shown: CardForm): Page => {
  const words = ask.text.lost
  return entryPage(
    ask,
    { title: words.title, heading: words.heading, lead: words.lead, faults: shown.faults, status: shown.status },
    <>
      <Way words={words.device}>
        <p>
          <a class="button button-secondary" href="/sign-in">
            {words.device.button}
          </a>
        </p>
      </Way>
      <IdentityWay ask={ask} />
      <Way words={words.letter}>
        <CardRequestForm ask={ask} shown={shown} button={words.letter.button} />
      </Way>
      <Way words={words.counter} />
    </>,
  )
}

/** A9: the ways back in for who lost what they came in with. */
export const showLost = (ask: Ask): Page => drawLost(ask, emptyCardForm())

/** Asks for the letter. Law: security T10, never by mail or short message. */
export const takeLost = (ask: Ask): Promise<Page | Redirect> =>
  takeCardRequest(ask, { draw: drawLost, send: ask.parts.entries.requestRecovery, to: '/sign-in/lost/sent' })

/** What may have happened, in words that hold for everybody. */
export const lostSent = (ask: Ask): Page => drawSent(ask, ask.text.lost.sent)
