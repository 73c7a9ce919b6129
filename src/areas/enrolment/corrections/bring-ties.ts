import type { Opened } from '../../../access/door-opened.ts'
import { lasts, type PermissionRow } from '../../../access/policy.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { moveQueued } from '../../../platform/outbox.ts'
import { advance, nowOf, visitTo, type CorrectionParts } from './correction-parts.ts'
import { transactionNow, type CorrectionRow } from './store.ts'

/** The space that a merge takes from, and the survivor's. */
export interface Spaces {
  from: string
  to: string
}

type Policy = Opened['standing']['policy']

/**
 * The apps that a holder let in. They do not follow: whoever consented said so of one space, and joining two by mistake would open to an app
 * what is somebody else's. The holder lets them in anew. Law: R.1111-37.
 */
const appsIn = async ({ directory }: CorrectionParts, { permissions = [] }: Policy): Promise<ReadonlySet<string>> => {
  const parties = await directory.findParties(permissions.flatMap(({ partyId }) => partyId ?? []))
  return new Set([...parties.values()].flatMap(({ kind, id }) => (kind === 'app' ? [id] : [])))
}

/** What the survivor's space lacks of the other's ties and blocks. Two treating doctors are one too many: the survivor's stays. */
const missingTies = (mine: Policy, others: Policy, lasting: readonly PermissionRow[]) => {
  const hasDoctor = mine.relations.some(([, kind]) => kind === 'treating-doctor')
  const ties = others.relations.map(([partyId, kind, since, until]) => ({
    partyId,
    kind: kind === 'treating-doctor' && hasDoctor ? ('care-team' as const) : kind,
    since,
    ...(until === undefined ? {} : { until }),
  }))
  const missing = ties.filter(
    ({ partyId, kind }) => !mine.relations.some(([party, known]) => party === partyId && known === kind),
  )
  const blocked = mine.blocks.map(([party]) => party)
  const shut = [...blocked, ...others.blocks.map(([party]) => party)]
  const words = [...new Set([...(mine.emergencyRule ?? []), ...(others.emergencyRule ?? [])])]
  return {
    ties: missing,
    blocks: others.blocks.map(([party]) => party).filter((party) => !blocked.includes(party)),
    words,
    // what lasts, but to whom either blocks: a block ends what was permitted (rules ACC-23)
    permissions: lasting.filter(({ partyId }) => partyId === null || !shut.includes(partyId)),
  }
}

const followAll = async (
  { follows }: CorrectionParts,
  connection: Connection,
  spaces: Spaces,
): Promise<Record<string, string[]>> => {
  const followed: Record<string, string[]> = {}
  for (const [what, follow] of Object.entries(follows)) followed[what] = await follow(connection, spaces)
  return followed
}

/**
 * The notices that permissions end follow those that go on. Of the others nobody is told while the merge stands: they wait under the id
 * of the correction, where nobody is reached.
 */
const bringEndNotices = async (
  connection: Connection,
  { from, to }: Spaces,
  { brought, all, correctionId }: { brought: readonly string[]; all: readonly string[]; correctionId: string },
): Promise<void> => {
  await moveQueued(connection, { from, to }, brought)
  await moveQueued(connection, { from, to: correctionId }, all)
}

/** Ties, blocks, the word on emergencies, permissions and what follows them, in one transaction of the survivor's space. */
export const bringTies = async (parts: CorrectionParts, row: CorrectionRow, { from, to }: Spaces): Promise<void> => {
  const handing = visitTo(row, from, 'hand-over-documents')
  const { value: policy } = await parts.door.open(handing, async ({ standing }) => standing.policy)
  const apps = await appsIn(parts, policy)
  const lasting = (policy.permissions ?? []).filter(
    ({ partyId, until }) => lasts(until, parts.clock.now()) && !apps.has(partyId ?? ''),
  )
  await parts.door.open(visitTo(row, to, 'take-over-documents'), async (opened) => {
    const { ties, blocks, words, permissions } = missingTies(opened.standing.policy, policy, lasting)
    // a block in either blocks: before any document of the other is there
    for (const partyId of blocks) await opened.setBlock({ partyId, blocked: true })
    if (ties.length > 0) await opened.addRelations(ties)
    // what either opposed beforehand stays opposed, what either permitted goes on till its own end
    if (words.length > 0) await opened.setEmergencyRule(words)
    if (permissions.length > 0) await opened.addPermissions(permissions)
    const brought = permissions.map(({ id }) => id)
    const detail = { ties: ties.map(({ partyId, kind }) => ({ partyId, kind })), blocks, permissions: brought }
    const followed = await opened.alongside((connection) => followAll(parts, connection, { from, to }))
    // before any document of the other is there, and what comes is held against all of them
    await parts.setAsideFollowed(opened, followed['objections'] ?? [], row.id)
    await opened.alongside(async (connection) => {
      const all = (policy.permissions ?? []).map(({ id }) => id)
      await bringEndNotices(connection, { from, to }, { brought, all, correctionId: row.id })
      const done = { ...detail, followed, blockedAt: await transactionNow(connection) }
      await advance(connection, row.id, { from: 'closed', to: 'tied', at: nowOf(parts), detail: done })
    })
  })
}
