import type { VNode } from 'preact'
import type { Ask, Page } from '../ask.ts'
import { ScanPlace } from '../components/scan-place.tsx'
import { TextField } from '../components/text-field.tsx'
import { entryPage, GoOn, type Step } from './entry-page.tsx'

/** The two ways that a letter opens. */
export type EntryDoor = 'open' | 'refuse'

/** The first two steps of each way. */
export const firstSteps: Readonly<Record<EntryDoor, readonly [Step, Step]>> = {
  open: [
    [1, 6],
    [2, 6],
  ],
  refuse: [
    [1, 3],
    [2, 3],
  ],
}

const LetterDoor = ({ ask, door, typed, fault }: Shown): VNode => {
  const words = ask.text.entry.start
  return (
    <section class="card">
      <h2>{words.letter}</h2>
      <form method="post" action={`/${door}/you`} class="stack" novalidate>
        <ScanPlace field="code" words={words} />
        <TextField
          name="code"
          kind="letters"
          label={words.code}
          hint={words.codeHint}
          autocomplete="off"
          maxlength={30}
          value={typed}
          fault={fault}
        />
        <GoOn ask={ask}>
          <a href="/open/new-code">{words.lost}</a>
        </GoOn>
      </form>
    </section>
  )
}

const IdentityDoor = ({ ask, door }: Shown): VNode | null => {
  const words = ask.text.entry.start
  const { doors } = ask.parts
  const address = (kind: string): string =>
    `/sign-in/${kind}?return_to=${encodeURIComponent(door === 'open' ? '/my?welcome=1' : '/refuse/confirm')}`
  if (!doors.includes('citizens') && !doors.includes('card')) return null
  return (
    <section class="card">
      <h2>{words.identity}</h2>
      <p>{words.identitySays}</p>
      <p class="button-row">
        {doors.includes('citizens') ? (
          <a class="button button-secondary" href={address('citizens')}>
            {words.citizens}
          </a>
        ) : null}
        {doors.includes('card') ? (
          <a class="button button-secondary" href={address('card')}>
            {words.card}
          </a>
        ) : null}
      </p>
    </section>
  )
}

interface Shown {
  ask: Ask
  door: EntryDoor
  typed?: string
  fault?: string
}

const Handy = ({ ask, door }: Shown): VNode => {
  const words = ask.text.entry.start
  const things = [words.handyLetter, words.handyCard, ...(door === 'open' ? [words.handyPhone] : [])]
  return (
    <section>
      <h2>{words.handy}</h2>
      <ul class="plain-list">
        {things.map((thing) => (
          <li key={thing}>{thing}</li>
        ))}
      </ul>
    </section>
  )
}

/** A2, W4, W5: two doors, the letter's code first, and what to have at hand. */
export const drawStart = (ask: Ask, door: EntryDoor, tried?: { typed: string; fault: string }): Page => {
  const words = ask.text.entry.start
  const { title, heading, lead, or, orLink } = words[door]
  return entryPage(
    ask,
    {
      title,
      heading,
      lead,
      step: firstSteps[door][0],
      island: 'scan',
      ...(tried === undefined ? {} : { status: 422, faults: [{ fieldId: 'code', says: tried.fault }] }),
    },
    <>
      <LetterDoor ask={ask} door={door} {...tried} />
      <IdentityDoor ask={ask} door={door} />
      <Handy ask={ask} door={door} />
      <p>
        {or} <a href={door === 'open' ? '/refuse' : '/open'}>{orLink}</a>
      </p>
      {door === 'refuse' ? (
        <p>
          {words.byPost} <a href="/refuse/by-post">{words.byPostLink}</a>
        </p>
      ) : null}
      <p>
        {words.without} <a href="/help">{words.withoutLink}</a>
      </p>
    </>,
  )
}

/** The start of one of the ways. */
export const showStart =
  (door: EntryDoor) =>
  (ask: Ask): Page =>
    drawStart(ask, door)
