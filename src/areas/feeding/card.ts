import type { FacilityRecord } from '../identity/index.ts'
import { boardOf } from './board.ts'
import type { Asked, CardParty, FeedCard } from './feed-types.ts'
import { figuresByMonth, figuresOfCells, reasonsOf } from './figures.ts'
import type { Cell } from './mask.ts'
import type { FeedSpan } from './read-feeds.ts'
import { monthOf } from './rules.ts'
import type { FeedNotice } from './store.ts'

/** What a card is made of besides its cells. `asked`: by the party's id. */
export interface CardParts {
  span: FeedSpan
  asked: ReadonlyMap<string, Asked>
  nameOf: (id: string) => string
}

/** When each was last asked, by one of their ids; `notices`: the last first. Pure. */
export const lastAsked = (
  notices: readonly FeedNotice[],
  by: 'facilityId' | 'softwareId',
  today: string,
): Map<string, Asked> =>
  new Map(
    notices
      .toReversed()
      .map((notice) => [notice[by], { at: notice.askedAt, isOfMonth: notice.month === monthOf(today) }]),
  )

/** The parties of some cells by one of their ids, the most refused first. Pure. */
export const partiesOf = (
  cells: readonly Cell[],
  by: 'facilityId' | 'softwareId',
  { asked, nameOf }: Pick<CardParts, 'asked' | 'nameOf'>,
): CardParty[] =>
  [...Map.groupBy(cells, (cell) => cell[by])]
    .map(([id, own]): CardParty => {
      const last = asked.get(id)
      return { id, name: nameOf(id), figures: figuresOfCells(own), ...(last && { asked: last }) }
    })
    .toSorted((a, b) => b.figures.refused.n - a.figures.refused.n || a.name.localeCompare(b.name, 'fr'))

/** The card of a facility. Pure. */
export const facilityCard = (cells: readonly Cell[], facility: FacilityRecord, parts: CardParts): FeedCard => ({
  id: facility.id,
  name: facility.name,
  months: figuresByMonth(cells, parts.span.months),
  reasons: reasonsOf(cells),
  parties: partiesOf(cells, 'softwareId', parts),
  rows: boardOf(cells, [facility], parts.span),
  asked: parts.asked,
})

/** The card of a software. Pure. */
export const softwareCard = (
  cells: readonly Cell[],
  software: { id: string; name: string },
  parts: CardParts,
): FeedCard => ({
  ...software,
  months: figuresByMonth(cells, parts.span.months),
  reasons: reasonsOf(cells),
  parties: partiesOf(cells, 'facilityId', parts),
  rows: [],
  asked: parts.asked,
})
