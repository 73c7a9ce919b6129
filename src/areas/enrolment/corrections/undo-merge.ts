import type { Opened } from '../../../access/door-opened.ts'
import { everybody } from '../../../access/policy.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { moveQueued } from '../../../platform/outbox.ts'
import { insText } from '../../identity/index.ts'
import type { RegisterPerson } from '../register/types.ts'
import {
  advance,
  nowOf,
  queueFollowingOf,
  runSteps,
  stop,
  visitorOf,
  visitTo,
  type CorrectionParts,
} from './correction-parts.ts'
import { pairOf } from './merge-persons.ts'
import { dropForgotten, markLegacy, restoreIdentifiers } from './person-rows/store.ts'
import { restoreRepresentations } from './person-ties/store.ts'
import type { CorrectionRow } from './store.ts'

const numbersOf = ({ detail }: CorrectionRow): Buffer[] =>
  (detail.identifiers ?? []).map(({ hash }) => Buffer.from(hash, 'hex'))

/** The copies go back first, while the other's space is still closed: nobody sees a state of theirs that is out of date. */
const takeCopiesBack = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const { survivor, other } = await pairOf(parts, row)
  if (row.detail.accessBefore !== undefined && other.spaceId === null) stop('correction-erased')
  if (survivor.spaceId !== null && other.spaceId !== null) {
    const spaces = { from: other.spaceId, to: survivor.spaceId }
    await parts.transfers.takeBack({ correctionId: row.id, ...spaces, visitor: visitorOf(row) })
  }
  await parts.database.transaction((connection) =>
    advance(connection, row.id, { from: 'undo-begun', to: 'undo-withdrawn', at: nowOf(parts) }),
  )
}

const recordReopening = async (
  parts: CorrectionParts,
  connection: Connection,
  { row, survivor, other }: { row: CorrectionRow; survivor: RegisterPerson; other: RegisterPerson },
): Promise<void> => {
  const { stateBefore, due = null, identifiers, hashes, asked, represented, legacyTaken, forgotten = [] } = row.detail
  if (stateBefore === undefined || identifiers === undefined || hashes === undefined)
    throw new Error('a merge without what it replaced')
  const by = { kind: 'staff', id: row.askedBy }
  const event = { kind: 'merge-undone', channel: asked.channel, by, detail: { correction: row.id } }
  const back = await parts.register.transition(connection, other.id, {
    expectState: 'merged',
    change: { state: stateBefore, due, event },
  })
  if (!back) stop('correction-under-way')
  await restoreIdentifiers(connection, other.id, { identifiers, hashes })
  if (represented) await restoreRepresentations(connection, { from: survivor.id, to: other.id }, represented)
  await dropForgotten(connection, survivor.id, forgotten)
  if (legacyTaken) await markLegacy(connection, survivor.id, false)
  if (other.spaceId === null) await parts.persons.leadNowhere(connection, numbersOf(row))
  else await parts.persons.leadToSpace(connection, other.spaceId, numbersOf(row))
  await queueFollowingOf(parts, connection, row)
  await advance(connection, row.id, { from: 'undo-withdrawn', to: 'undo-reopened', at: nowOf(parts) })
}

const reopenOther = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const { survivor, other } = await pairOf(parts, row)
  const record = (connection: Connection) => recordReopening(parts, connection, { row, survivor, other })
  if (other.spaceId === null) {
    await parts.database.transaction(record)
    return
  }
  await parts.door.open(visitTo(row, other.spaceId, 'correct-identity'), async (opened) => {
    await opened.alongside(record)
    await opened.changeState(row.detail.accessBefore ?? 'open')
  })
}

/**
 * The blocks that the merge brought and that the holder has not set anew since. Trust: a pause is not among them, whoever began it: it
 * ends by the holder and by nobody else.
 */
const broughtBlocks = ({ detail }: CorrectionRow, policy: Opened['standing']['policy']): string[] => {
  const { blocks = [], blockedAt = '' } = detail
  const brought = policy.blocks.filter(
    ([partyId, since]) => blocks.includes(partyId) && Date.parse(since) <= Date.parse(blockedAt),
  )
  return brought.map(([partyId]) => partyId).filter((partyId) => partyId !== everybody)
}

/** What followed into the survivor's space goes back; what came to the survivor since is theirs. */
const followBack = async (
  { follows }: CorrectionParts,
  connection: Connection,
  { row, ...spaces }: { row: CorrectionRow; from: string; to: string },
): Promise<void> => {
  const { followed = {}, permissions = [] } = row.detail
  for (const [what, ids] of Object.entries(followed)) await follows[what]?.(connection, spaces, ids)
  await moveQueued(connection, spaces, permissions)
  await moveQueued(connection, { from: row.id, to: spaces.to })
}

/**
 * Takes the other's ties, permissions, blocks and history out of the survivor's space. Its epoch grows by it: a deposit that was on its way there
 * by one of the other's numbers finds that they lead back.
 */
const takeTiesBack = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const { survivor, other } = await pairOf(parts, row)
  const step = { from: 'undo-reopened', to: 'undo-untied', at: nowOf(parts) }
  if (survivor.spaceId === null) {
    await parts.database.transaction((connection) => advance(connection, row.id, step))
    return
  }
  await parts.door.open(visitTo(row, survivor.spaceId, 'correct-identity'), async (opened) => {
    for (const partyId of broughtBlocks(row, opened.standing.policy)) await opened.setBlock({ partyId, blocked: false })
    await opened.removeRelations(row.detail.ties ?? [])
    for (const id of row.detail.permissions ?? []) await opened.removePermission(id)
    await opened.vault.withdrawOlderHistory(row.id)
    await opened.alongside(async (connection) => {
      if (other.spaceId !== null) await followBack(parts, connection, { row, from: opened.spaceId, to: other.spaceId })
      await advance(connection, row.id, step)
    })
  })
}

/** What came in since the merge and names the other goes to them. What names nobody stays with the survivor. */
const handDepositsBack = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const { survivor, other } = await pairOf(parts, row)
  const visitor = visitorOf(row)
  if (survivor.spaceId !== null) {
    const numbers = new Set(row.detail.identifiers?.map(({ hash }) => hash))
    const only = await parts.transfers.findNaming(visitor, survivor.spaceId, {
      after: row.detail.since ?? row.at,
      names: (ins) => numbers.has(parts.keys.lookupHash(insText(ins)).toString('hex')),
    })
    if (only.length > 0) {
      if (other.spaceId === null) await parts.prepareSpace(other.id)
      const { other: now } = await pairOf(parts, row)
      if (now.spaceId === null) return stop('correction-target-shut')
      const back = { correctionId: row.id, from: survivor.spaceId, to: now.spaceId, visitor, only }
      await parts.transfers.transfer(back)
      await parts.transfers.markHanded(back)
    }
  }
  await parts.database.transaction(async (connection) => {
    await advance(connection, row.id, { from: 'undo-untied', to: 'undone', state: 'undone', at: nowOf(parts) })
    await queueFollowingOf(parts, connection, row)
  })
}

/** Goes on with the undoing of a merge from where it stands. */
export const runUndoMerge = (parts: CorrectionParts, id: string): Promise<CorrectionRow> =>
  runSteps(parts, id, {
    'undo-begun': (row) => takeCopiesBack(parts, row),
    'undo-withdrawn': (row) => reopenOther(parts, row),
    'undo-reopened': (row) => takeTiesBack(parts, row),
    'undo-untied': (row) => handDepositsBack(parts, row),
  })
