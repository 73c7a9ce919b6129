import type { Opened } from '../../../access/door-opened.ts'
import { uuidOf } from '../../../platform/ids.ts'
import { visitorOf, type CorrectionParts } from './correction-parts.ts'
import type { CorrectionRow } from './store.ts'

const entriesPerStep = 200
const keptPerStep = 20

type Entry = Awaited<ReturnType<Opened['readEntries']>>[number]

const accessOf = ({ at, effect, act, documentId, body: { actor, reason, origin } }: Entry) => ({
  at,
  effect,
  act,
  reason,
  channel: origin.channel,
  actor: {
    id: actor.id,
    name: actor.name,
    ...('profession' in actor ? { profession: actor.profession } : {}),
    ...('facility' in actor && actor.facility ? { facility: actor.facility.name } : {}),
  },
  ...(documentId ? { documentId } : {}),
})

interface Way {
  row: CorrectionRow
  from: string
  to: string
}

const visits = ({ row, from, to }: Way) =>
  ({
    handing: { ...visitorOf(row), space: { spaceId: from }, act: 'hand-over-documents' },
    taking: { ...visitorOf(row), space: { spaceId: to }, act: 'take-over-documents' },
  }) as const

/** What the other's journal says. */
const bringEntries = async ({ door }: CorrectionParts, way: Way): Promise<void> => {
  const { row } = way
  const { handing, taking } = visits(way)
  let before = row.detail.historyBefore
  while (before !== undefined) {
    const part: string = before
    const { value: entries } = await door.open(handing, (opened) =>
      opened.readEntries({ before: part, limit: entriesPerStep }),
    )
    const id = uuidOf(`${row.id}/${part}`)
    await door.open(taking, ({ vault }) =>
      vault.keepOlderHistory({ id, origin: 'merged', correctionId: row.id, accesses: entries.map(accessOf) }),
    )
    before = entries.length === entriesPerStep ? entries.at(-1)?.place : undefined
  }
}

/** What was kept beside the other's journal already: of an older record, of somebody merged into them before. */
const bringKept = async ({ door }: CorrectionParts, way: Way): Promise<void> => {
  const { row } = way
  const { handing, taking } = visits(way)
  let after: string | undefined
  for (let full = true; full;) {
    const page = { limit: keptPerStep, ...(after === undefined ? {} : { after }) }
    const { value: kept } = await door.open(handing, ({ vault }) => vault.pageOlderHistory(page))
    full = kept.length === keptPerStep
    after = kept.at(-1)?.id
    if (kept.length === 0) return
    await door.open(taking, async ({ vault }) => {
      for (const { id, origin, accesses } of kept)
        await vault.keepOlderHistory({ id: uuidOf(`${row.id}/${id}`), origin, correctionId: row.id, accesses })
    })
  }
}

/**
 * The other's journal stays where it is and verifies there; what it says, and what was kept beside it, is kept beside the survivor's,
 * for the holder to read. Done twice it leaves the same rows.
 */
export const bringHistory = async (
  parts: CorrectionParts,
  row: CorrectionRow,
  spaces: { from: string; to: string },
): Promise<void> => {
  const way = { row, ...spaces }
  await bringEntries(parts, way)
  await bringKept(parts, way)
}
