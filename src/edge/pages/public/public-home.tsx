import type { VNode } from 'preact'
import type { Ask, Page } from '../ask.ts'
import { DoorCard } from '../components/door-card.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import type { CastMember } from '../parts.ts'

const promiseIcons: readonly IconName[] = ['access', 'lock', 'mail']

const Cast = ({ ask, cast }: { ask: Ask; cast: readonly CastMember[] }): VNode => {
  const words = ask.text.publicPages.home.cast
  return (
    <section class="cast" aria-labelledby="cast">
      <h2 id="cast">{words.heading}</h2>
      <p>{words.says}</p>
      <ul class="cast-list">
        {cast.map((member) => (
          <li key={member.name}>
            <div>
              <h3>{member.name}</h3>
              <p>{member.says[ask.lang]}</p>
            </div>
            <a class="button button-secondary" href={`/sign-in/${member.door}`}>
              {words.doors[member.door]}
              <span class="unseen">{` – ${words.enter(member.name)}`}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** W1: three doors; in demonstration mode, who can be played. */
export const publicHome = (ask: Ask): Page => {
  const words = ask.text.publicPages.home
  return {
    title: words.title,
    side: 'public',
    place: 'home',
    body: (
      <div class="front">
        <section class="front-opening">
          <h1>{words.heading}</h1>
          <p class="lead">{words.lead}</p>
        </section>
        <section aria-label={words.doors}>
          <ul class="doors">
            <DoorCard icon="mail" href="/open" name={words.open.name} says={words.open.says} />
            <DoorCard icon="leave" href="/refuse" name={words.refuse.name} says={words.refuse.says} />
            <DoorCard icon="help" href="/help" name={words.help.name} says={words.help.says} />
            <DoorCard icon="record" href="/my" name={words.enter.name} says={words.enter.says} />
            <DoorCard icon="patients" href="/pro" name={words.professional.name} says={words.professional.says} />
            <DoorCard icon="access" href="/who-can-see" name={words.understand.name} says={words.understand.says} />
          </ul>
        </section>
        {ask.parts.cast === undefined ? null : <Cast ask={ask} cast={ask.parts.cast} />}
        <section aria-labelledby="promises">
          <h2 id="promises">{words.facts}</h2>
          <ul class="promises">
            {words.promises.map((promise, index) => (
              <li key={promise.name}>
                <Icon name={promiseIcons[index] ?? 'check'} />
                <h3>{promise.name}</h3>
                <p>{promise.says}</p>
              </li>
            ))}
          </ul>
        </section>
      </div>
    ),
  }
}
