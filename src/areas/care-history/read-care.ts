import { Problem } from '../../platform/problem.ts'
import { findCareKind } from '../../reference/care-kinds.ts'
import type { CareParts } from './care-parts.ts'
import { requireLine } from './require-line.ts'
import { isSeen, shownCare } from './seen-care.ts'
import type { CareHistory, CarePage, SeenCare } from './types.ts'

const usual = 100
const most = 500

/** Builds finding one line by its id. */
export const createFindCareLine =
  ({ door }: Pick<CareParts, 'door'>): CareHistory['findCareLine'] =>
  async (visitor, space, id) => {
    const visit = { ...visitor, space, act: 'read-care' } as const
    return (await door.open(visit, async (opened) => (await requireLine(opened, id)).open())).value
  }

/** Builds reading: one decision a line, and one entry of the journal for the whole. */
export const createReadCare =
  ({ door }: Pick<CareParts, 'door'>): CareHistory['readCare'] =>
  async (visitor, space, { statement, kind, count = usual, ...range }) => {
    if (kind !== undefined && findCareKind(kind) === undefined)
      throw new Problem('incorrect', 'care-kind-unknown', { details: { field: 'kind' } })
    const visit = { ...visitor, space, act: 'read-care' } as const
    const limit = Math.min(count, most)
    const { value } = await door.open(visit, async (opened): Promise<CarePage> => {
      const choices = await opened.vault.findCareChoices()
      const seen = shownCare(opened, choices)
      const shown = statement === undefined ? seen : seen.filter((one) => one.statement === statement)
      const filter = { ...range, ...(kind === undefined ? {} : { kind }), shown, limit: limit + 1 }
      const [found, counts] = await Promise.all([opened.vault.listCare(filter), opened.vault.countCare(shown)])
      // The sieve lets through what the decision permits; every row is judged all the same.
      const readable = found.slice(0, limit).filter(({ facts }) => isSeen(opened, facts, choices))
      // Right: that something is hidden is told to nobody whom it is hidden from.
      const arranges = visitor.actor.kind === 'holder' || visitor.actor.kind === 'representative'
      const lines = readable.map(({ facts: { visibility }, open }): SeenCare => {
        // whoever sees a secret is told that it is one: carers must not speak of it to the parents
        const isSecret = visibility.hiddenFromRepresentatives
        return { line: open(), isHidden: arranges && visibility.hidden, isSecret }
      })
      const last = found.length > limit ? found[limit - 1] : undefined
      return {
        spaceId: opened.spaceId,
        lines,
        counts,
        isHidden: arranges && choices.hidden,
        ...(last === undefined ? {} : { next: last.sortKey }),
      }
    })
    return value
  }
