import { type CardParty, type Figures, type OwedLine, type Share, type Told } from '../../../areas/feeding/index.ts'
import type { Ask } from '../ask.ts'

/** A number as it may be told, in words. */
export const countWords = ({ text, lang }: Ask, { n, way }: Told): string => {
  const number = n.toLocaleString(lang === 'fr' ? 'fr-FR' : 'en-GB')
  return way === 'exact' ? number : text.feeds.count[way](number)
}

/** A share as it may be told, in words. */
export const shareWords = ({ text }: Ask, share: Share | undefined): string =>
  share === undefined ? text.feeds.unknown : text.feeds.percent(share.percent, share.orMore)

/** The name of something that is owed. */
export const lineName = ({ lang }: Ask, line: OwedLine): string => line[lang]

/** The name of a party of a card. */
export const partyName = ({ text }: Ask, { id, name }: Pick<CardParty, 'id' | 'name'>): string =>
  id === '' ? text.feeds.byHand : name

const counted = ['taken', 'older', 'again', 'refused', 'unreadable', 'untyped'] as const

/** The columns of figures. */
export const figureColumns = ({ text }: Ask): string[] => {
  const { figures } = text.feeds
  return [...counted.map((name) => figures[name]), figures.remarked, figures.onTheDay]
}

/** The cells of figures, in the order of the columns. */
export const figureCells = (ask: Ask, figures: Figures): string[] => [
  ...counted.map((name) => countWords(ask, figures[name])),
  shareWords(ask, figures.remarked),
  shareWords(ask, figures.onTheDay),
]
