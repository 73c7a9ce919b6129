import type { Visibility } from '../../src/reference/document-entry.ts'
import { randomId } from '../../src/platform/ids.ts'
import { holderOf, software } from './corrections-bench.ts'
import type { familyKit } from './family-kit.ts'
import { depositIn, makeWorld, visible, type World } from './twin-worlds.ts'

type Kit = ReturnType<typeof familyKit>

/** What is kept from somebody. */
export type Kept = 'secret' | 'withheld' | 'masked'

const visibilities: Readonly<Record<Kept, Visibility>> = {
  secret: { ...visible, hiddenFromRepresentatives: true },
  withheld: { ...visible, withheld: true },
  masked: { ...visible, hidden: true },
}

/** Two worlds and what has been told of them so far. */
export interface Telling {
  open: World
  keeping: World
  order: number
  /** ids of what everybody may see, in either world */
  openIds: string[]
  keepingIds: string[]
  /** the newest of what only one world has; the other is asked for what is nowhere */
  kept: string
  /** the set it came with */
  keptSet: string
}

/** Two worlds with nothing in them yet; `doctorId` is of both care teams. */
export const makeTelling = async (kit: Kit, doctorId: string): Promise<Telling> => ({
  open: await makeWorld(kit, doctorId),
  keeping: await makeWorld(kit, doctorId),
  order: 0,
  openIds: [],
  keepingIds: [],
  kept: randomId(),
  keptSet: randomId(),
})

/** Deposits the same in both worlds; `appends`: as an addition to what only one of them has. */
export const depositInBoth = async (kit: Kit, telling: Telling, appends?: string): Promise<void> => {
  telling.order += 1
  const title = `Titre ${telling.order}`
  const given = { order: telling.order, title, visibility: visible, ...(appends && { appends }) }
  telling.openIds.push((await depositIn(kit, telling.open, given)).id)
  telling.keepingIds.push((await depositIn(kit, telling.keeping, given)).id)
}

/** What happens in one world only, and to nobody's knowledge. */
export const keep = async (
  kit: Kit,
  telling: Telling,
  { kind, afterwards }: { kind: Kept; afterwards: string },
): Promise<void> => {
  telling.order += 1
  const world = telling.keeping
  const { id, setId } = await depositIn(kit, world, {
    order: telling.order,
    title: 'À taire',
    visibility: visibilities[kind],
  })
  telling.kept = id
  telling.keptSet = setId
  const { documents } = kit.installation().carnet
  if (afterwards === 'holder-reads') await documents.readDocument(holderOf(world.spaceId), id).catch(() => {})
  if (afterwards === 'archived') await documents.updateDocument(software, { id }, { archived: true })
  if (afterwards === 'author-reads')
    await documents
      .readDocument({ ...software, actor: { kind: 'professional', id: 'a', name: 'A', profession: '10' } }, id)
      .catch(() => {})
}
