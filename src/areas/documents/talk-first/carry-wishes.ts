import type { Door } from '../../../access/door.ts'
import type { Transfer } from '../transfer/types.ts'
import { joined, type Wishes } from './rules.ts'

/** Where two spaces become one: what was wished about the one holds in the other. Before its documents come, so that none is shown meanwhile. */
export const carryWishes = async (
  { door }: { door: Door },
  { from, to, visitor }: Transfer,
  wishes: Wishes,
): Promise<void> => {
  if (Object.keys(wishes.wishes).length === 0) return
  const visit = { ...visitor, space: { spaceId: to }, act: 'take-over-documents' } as const
  await door.open(visit, async ({ vault }) =>
    vault.keepTalkFirst(joined(await vault.findTalkFirst(), wishes, { from, to })),
  )
}
