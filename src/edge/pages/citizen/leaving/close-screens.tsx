import type { VNode } from 'preact'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { DoorCard } from '../../components/door-card.tsx'
import { PlainList } from '../../components/plain-list.tsx'
import { isProven, proveFirst } from '../../fresh-proof.ts'
import { takeStep } from '../../take-step.ts'
import { shutSpacePath } from './shut-space.ts'
import { wayOf, type WayToLeave } from './ways-to-leave.ts'

const address = (way: WayToLeave, step = ''): string => `/my/close/${way}${step}`

const page = (title: string, body: VNode): Page => ({ title, side: 'citizen', place: 'more', body })

/** T9: a pause and two ways to leave on one screen, with their dates and what carers keep. */
export const chooseToClose = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.leaving.close
  const days = ask.parts.ownSpace.leavingDays()
  const ways = [
    { way: 'archive', icon: 'lock', day: days.archivedUntil },
    { way: 'erase', icon: 'block', day: days.erasedOn },
  ] as const
  return page(
    words.title,
    <div class="column">
      <h1>{words.heading}</h1>
      <p class="lead">{words.lead}</p>
      <section aria-labelledby="ways">
        <h2 id="ways">{words.choices}</h2>
        <ul class="doors doors-flat">
          <DoorCard icon="hidden" href="/my/pause" name={words.pause.name} says={words.pause.says} />
          {ways.map(({ way, icon, day }) => (
            <DoorCard
              key={way}
              icon={icon}
              href={address(way)}
              name={words[way].name}
              says={words[way].says(ask.words.date(day))}
            />
          ))}
        </ul>
      </section>
      <section aria-labelledby="kept">
        <h2 id="kept">{words.kept}</h2>
        <PlainList says={words.keeps} />
      </section>
      <p>
        <a href="/my/more">{words.stay}</a>
      </p>
    </div>,
  )
}

/** A copy is offered before anything else; leaving without one weighs the same. */
export const offerCopy = async (ask: SpaceAsk): Promise<Page> => {
  const way = wayOf(ask)
  const words = ask.text.leaving.first
  return page(
    words.title,
    <div class="column">
      <h1>{words.heading}</h1>
      <PlainList says={words.says} />
      <div class="button-row">
        <a class="button button-secondary" href={address(way, '/copy')}>
          {words.yes}
        </a>
        <a class="button button-secondary" href={address(way, '/now')}>
          {words.no}
        </a>
      </div>
    </div>,
  )
}

/** What an erasure destroys, what it cannot reach, and when it is done. Law: R.1111-36. */
export const ErasureFacts = ({ ask }: { ask: SpaceAsk }): VNode => {
  const words = ask.text.leaving.erasure
  const { erasedOn, erasedByLawOn } = ask.parts.ownSpace.leavingDays()
  const parts = [
    { id: 'erased', heading: words.erased, says: words.erases },
    { id: 'limits', heading: words.limits, says: words.limited },
    { id: 'delay', heading: words.delay, says: words.delays(ask.words.date(erasedOn), ask.words.date(erasedByLawOn)) },
  ]
  return (
    <>
      {parts.map(({ id, heading, says }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{heading}</h2>
          <PlainList says={says} />
        </section>
      ))}
    </>
  )
}

/** The last button, for somebody who has just proved who they are. */
export const askToClose = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const way = wayOf(ask)
  if (!isProven(ask)) return proveFirst(ask)
  const days = ask.parts.ownSpace.leavingDays()
  const words = ask.text.leaving.last[way]
  const day = ask.words.date(way === 'archive' ? days.archivedUntil : days.erasedOn)
  return page(
    words.title,
    <div class="column">
      <h1>{words.heading}</h1>
      <PlainList says={words.says(day)} />
      {way === 'erase' ? <ErasureFacts ask={ask} /> : null}
      <form method="post" action={ask.path} class="button-row">
        <button class="button button-stop" type="submit">
          {words.button}
        </button>
        <a href="/my/more">{ask.text.leaving.close.stay}</a>
      </form>
    </div>,
  )
}

/** Closes, or closes and asks for erasure. The session goes on: the holder may still copy, come back, or cancel. */
export const closeNow = async (ask: SpaceAsk): Promise<Redirect> => {
  const way = wayOf(ask)
  if (!isProven(ask)) return proveFirst(ask)
  const { ownSpace } = ask.parts
  const there = { to: shutSpacePath, late: shutSpacePath }
  return way === 'archive'
    ? takeStep(() => ownSpace.closeOwn(ask.visitor, ask.spaceId), { ...there, said: 'closed' })
    : takeStep(() => ownSpace.requestOwnErasure(ask.visitor, ask.spaceId), { ...there, said: 'erasing' })
}
