import { personName } from '../../../../areas/identity/index.ts'
import { profileSections } from '../../../../reference/profile-sections.ts'
import type { PrintedCard } from '../../../letters/print-card.ts'
import type { SpaceAsk } from '../../ask.ts'
import { lineTitle, lineWords } from '../../profile/profile-words.ts'
import { cardSections } from './card-path.ts'

/** The day of a card: as of when it is true, and what its files are named after. */
export const cardDay = ({ parts }: SpaceAsk): string => parts.dayOf(parts.clock.now().toISOString())

/** The card in words: what was chosen for it, section by section, and nothing else. */
export const readCard = async (ask: SpaceAsk): Promise<PrintedCard> => {
  const space = { spaceId: ask.spaceId }
  const { traits } = await ask.parts.identity.readPerson(ask.visitor, space)
  const { parts, card } = await ask.parts.profile.readProfile(ask.visitor, space)
  const words = ask.text.card
  const kinds = profileSections
    .filter(({ key }) => cardSections.includes(key))
    .map((section) => ({
      heading: section[ask.lang],
      lines: parts
        .filter((part) => part.section === section.key)
        .flatMap(({ lines }) => lines.filter(({ id }) => card.includes(id)))
        .map((line) => ({ title: lineTitle(ask, section, line), words: lineWords(ask, section, line) })),
    }))
  const day = cardDay(ask)
  return {
    call: words.sos,
    name: personName(traits),
    born: words.born(traits.birthDate.slice(0, 4)),
    kinds: kinds.filter(({ lines }) => lines.length > 0),
    foot: words.foot(ask.words.date(day)),
    more: words.more,
    title: words.fileTitle,
    lang: ask.lang,
    day,
  }
}
