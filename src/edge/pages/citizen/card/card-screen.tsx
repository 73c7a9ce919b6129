import type { VNode } from 'preact'
import type { MedicalProfile } from '../../../../areas/profile/index.ts'
import { profileSections } from '../../../../reference/profile-sections.ts'
import type { Page, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Said } from '../../components/said.tsx'
import { profilePath } from '../../profile/profile-paths.ts'
import { lineTitle, lineWords } from '../../profile/profile-words.ts'
import { recordAt } from '../../record-at.ts'
import { CardBody } from './card-body.tsx'
import { cardPath, cardSections } from './card-path.ts'
import { placesPath } from './places-screen.tsx'
import { readCard } from './read-card.ts'

/** U1: the card, one click from any page, with the ways to carry it. */
export const cardScreen = async (ask: SpaceAsk): Promise<Page> => {
  const card = await readCard(ask)
  const words = ask.text.card
  const at = recordAt(ask)
  const isEmpty = card.kinds.length === 0
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <Said ask={ask} sayings={words.said} />
        <h1>{words.heading}</h1>
        {isEmpty ? <p class="empty">{words.empty}</p> : <CardBody card={card} label={words.heading} />}
        <p class="button-row no-print">
          {isEmpty ? null : (
            <a class="button" href={placesPath(at)}>
              {words.carry}
            </a>
          )}
          <a class={isEmpty ? 'button' : 'button button-secondary'} href={`${cardPath(at)}/edit`}>
            {words.edit}
          </a>
          <a href={profilePath(at)}>{ask.text.profile.heading}</a>
        </p>
      </div>
    ),
  }
}

const Ticks = ({ ask, profile }: { ask: SpaceAsk; profile: MedicalProfile }): VNode => (
  <>
    {profileSections
      .filter(({ key }) => cardSections.includes(key))
      .map((section) => {
        const lines = profile.parts.filter((part) => part.section === section.key).flatMap((part) => part.lines)
        return lines.length === 0 ? null : (
          <fieldset key={section.key} class="choices">
            <legend>{section[ask.lang]}</legend>
            {lines.map((line) => (
              <label key={line.id} class="choice">
                <input type="checkbox" name="line" value={line.id} checked={profile.card.includes(line.id)} />
                <span>
                  {[lineTitle(ask, section, line), lineWords(ask, section, line)].filter(Boolean).join(' – ')}
                </span>
              </label>
            ))}
          </fieldset>
        )
      })}
  </>
)

/** U2: each line on or off; nothing is on the card that was not ticked. */
export const editCard = async (ask: SpaceAsk): Promise<Page> => {
  const profile = await ask.parts.profile.readProfile(ask.visitor, { spaceId: ask.spaceId })
  const words = ask.text.card
  const path = cardPath(recordAt(ask))
  const isEmpty = profile.parts.every(({ section, lines }) => !cardSections.includes(section) || lines.length === 0)
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink href={path} says={words.heading} />
        <h1>{words.editHeading}</h1>
        <p class="lead">{words.editLead}</p>
        {isEmpty ? (
          <p class="empty">
            {words.nothing} <a href={profilePath(recordAt(ask))}>{ask.text.profile.heading}</a>
          </p>
        ) : (
          <form method="post" action={`${path}/edit`} class="stack">
            <Ticks ask={ask} profile={profile} />
            <p class="button-row">
              <button class="button" type="submit">
                {words.save}
              </button>
              <a href={path}>{ask.text.shell.cancel}</a>
            </p>
          </form>
        )}
      </div>
    ),
  }
}
