import { sentenceOf, type Ask, type Page } from '../ask.ts'
import { entryPage } from './entry-page.tsx'

const reasons = ['code-expired', 'code-used', 'entry-already-activated', 'entry-for-a-child', 'recovery-over'] as const

/** Why the way stops here, with the person known: nothing that they could type would help. */
export type StopReason = (typeof reasons)[number]

const leadOf = (ask: Ask, reason: StopReason): string => {
  const { expiredSays, usedSays } = ask.text.entry.stopped
  if (reason === 'code-expired') return expiredSays
  return reason === 'code-used' ? usedSays : sentenceOf(ask, reason)
}

/** Whether a reason stops the way. */
export const isStop = (reason: string): reason is StopReason => reasons.some((known) => known === reason)

/** A2 expired, used; A5 too late: what is so, and one button that helps. */
export const stopped = (ask: Ask, reason: StopReason): Page => {
  const words = ask.text.entry.stopped
  const isCode = reason === 'code-expired' || reason === 'code-used'
  const signIn = (
    <a class={reason === 'code-used' ? 'button button-secondary' : 'button'} href="/sign-in">
      {words.signIn}
    </a>
  )
  return entryPage(
    ask,
    {
      title: words.title,
      heading: isCode ? words.heading[reason] : words.other,
      lead: leadOf(ask, reason),
      status: 409,
    },
    <p class="button-row">
      {isCode ? (
        <a class="button" href="/open/new-code">
          {words.newCode}
        </a>
      ) : null}
      {reason === 'recovery-over' ? <a href="/sign-in/lost">{ask.text.lost.link}</a> : null}
      {reason === 'code-expired' ? null : signIn}
    </p>,
  )
}
