import type { SpaceState } from '../../access/decision.ts'
import {
  everybody,
  type EmergencyWord,
  type PermissionRow,
  type PolicyRows,
  type TieKind,
} from '../../access/policy.ts'
import type { Act, Actor, GivenAccess } from '../../access/types.ts'

/** What the folding needs of an entry of the journal. */
export interface WrittenEntry {
  n: string
  at: string
  effect: 'permit' | 'refuse'
  act: Act
  documentId?: string
  body: { actor: Pick<Actor, 'kind' | 'id'>; partyId?: string; access?: GivenAccess; emergencyRule?: readonly string[] }
}

/** What stood about a space at a moment, as far as its journal and what still stands let one say. */
export interface PastWorld {
  state: SpaceState
  policy: PolicyRows
  /** whether the holder had hidden a document, where a line of the journal tells */
  hidden: ReadonlyMap<string, boolean>
}

/** What stood where the lines of a journal begin. */
export interface Beginning {
  state: SpaceState
  emergencyRule: readonly EmergencyWord[]
  blocks: PolicyRows['blocks']
}

const nothingBefore: Beginning = { state: 'open', emergencyRule: [], blocks: [] }

interface Folding {
  state: SpaceState
  relations: Map<string, PolicyRows['relations'][number]>
  blocks: Map<string, string>
  permissions: Map<string, PermissionRow>
  hidden: Map<string, boolean>
  emergencyRule: readonly EmergencyWord[]
  /** where the space stood before it was frozen */
  frozenFrom: SpaceState
}

type Fold = (world: Folding, entry: WrittenEntry) => void

const tieKey = (partyId: string, kind: TieKind): string => `${kind} ${partyId}`

const tie = (world: Folding, partyId: string, row: { kind: TieKind; since: string; until?: string | null }): void => {
  const { kind, since, until } = row
  world.relations.set(tieKey(partyId, kind), until ? [partyId, kind, since, until] : [partyId, kind, since])
}

const endPermissions = (world: Folding, ended: (permission: PermissionRow) => boolean): void => {
  for (const permission of world.permissions.values()) if (ended(permission)) world.permissions.delete(permission.id)
}

const block: Fold = (world, { at, body: { partyId } }) => {
  if (partyId === undefined) return
  world.blocks.set(partyId, at)
  // rules ACC-23: a block ends what was permitted
  endPermissions(world, (permission) => permission.partyId === partyId)
}

const unblock: Fold = (world, { body: { partyId } }) => {
  if (partyId !== undefined) world.blocks.delete(partyId)
}

const permit = (world: Folding, { at, body: { access = {} } }: WrittenEntry, partyId: string | null): void => {
  const { id, relation, sharedBy, evidence = 'online', until = null } = access
  if (relation !== undefined && partyId !== null) tie(world, partyId, { kind: relation, since: at, until })
  if (id === undefined) return
  const shared = sharedBy === undefined ? undefined : world.permissions.get(sharedBy)
  const { typeCodes = [], documentIds = [], adds } = shared ?? access
  const shown = { typeCodes, documentIds, ...(adds === undefined ? {} : { adds }) }
  const end = shared?.until ?? until
  world.permissions.set(id, { id, partyId, sharedBy: sharedBy ?? null, evidence, ...shown, since: at, until: end })
}

const endPermission: Fold = (world, { body: { partyId, access = {} } }) => {
  const { id, relation } = access
  if (relation !== undefined && partyId !== undefined) world.relations.delete(tieKey(partyId, relation))
  if (id !== undefined) endPermissions(world, (permission) => permission.id === id || permission.sharedBy === id)
}

/** How long an emergency lasts is in its row, not in its entry: of one whose row is gone, the moment of its opening is known. */
const emergency =
  (kind: TieKind): Fold =>
  (world, { at, body }) =>
    tie(world, body.actor.id, {
      kind,
      since: at,
      until: body.access?.until ?? new Date(Date.parse(at) + 1).toISOString(),
    })

const emergencyWords: readonly EmergencyWord[] = ['no-break-glass', 'no-dispatch', 'no-hidden']

const setRule: Fold = (world, { body: { emergencyRule = [] } }) => {
  world.emergencyRule = emergencyWords.filter((word) => emergencyRule.includes(word))
}

const hide =
  (hidden: boolean): Fold =>
  (world, { documentId }) => {
    if (documentId !== undefined) world.hidden.set(documentId, hidden)
  }

const become =
  (state: SpaceState): Fold =>
  (world) => {
    world.state = state
  }

const freeze: Fold = (world) => {
  world.frozenFrom = world.state
  world.state = 'closed'
}

const unfreeze: Fold = (world) => {
  world.state = world.frozenFrom
}

const folds: ReadonlyMap<Act, Fold> = new Map<Act, Fold>([
  ['block-professional', block],
  ['unblock-professional', unblock],
  ['pause-space', (world, { at }) => void world.blocks.set(everybody, at)],
  ['unpause-space', (world) => void world.blocks.delete(everybody)],
  ['give-permission', (world, entry) => permit(world, entry, entry.body.partyId ?? null)],
  ['record-consent', (world, entry) => permit(world, entry, entry.body.partyId ?? entry.body.actor.id)],
  ['enter-share-code', (world, entry) => permit(world, entry, entry.body.actor.id)],
  ['end-permission', endPermission],
  ['open-emergency', emergency('break-glass')],
  ['open-dispatch', emergency('dispatch')],
  ['set-emergency-rule', setRule],
  ['hide-document', hide(true)],
  ['show-document', hide(false)],
  ['found-space', become('waiting')],
  ['open-space', become('open')],
  ['close-space', become('closed')],
  ['request-erasure', become('closed')],
  ['freeze-space', freeze],
  ['reopen-space', become('open')],
  ['unfreeze-space', unfreeze],
  ['suspend-space', become('suspended')],
  ['resume-space', become('open')],
])

/** The acts whose entries say what stood about a space at a moment. */
export const tellingActs: readonly Act[] = [...folds.keys()]

/** What stands now and stood then already: what the journal need not have told, such as a tie of care. */
const addStanding = (world: Folding, standing: PolicyRows, at: number): void => {
  const stood = (since: string): boolean => Date.parse(since) <= at
  for (const row of standing.relations) {
    const [partyId, kind, since] = row
    // An emergency's row tells its hours, which its entry does not: it stands beside the entry's moment.
    const key = kind === 'break-glass' || kind === 'dispatch' ? since + tieKey(partyId, kind) : tieKey(partyId, kind)
    if (stood(since) && !world.relations.has(key)) world.relations.set(key, row)
  }
  for (const [partyId, since] of standing.blocks) {
    if (stood(since) && !world.blocks.has(partyId)) world.blocks.set(partyId, since)
  }
  for (const permission of standing.permissions ?? []) {
    if (stood(permission.since) && !world.permissions.has(permission.id))
      world.permissions.set(permission.id, permission)
  }
}

/**
 * What stood about a space at a moment: its entries up to then, oldest first, folded one after the other, and of what stands now
 * whatever began before. What ended since without an entry (a tie of care) is in neither: pages say so.
 */
export const foldEntries = (
  entries: readonly WrittenEntry[],
  { standing, moment, beginning = nothingBefore }: { standing: PolicyRows; moment: Date; beginning?: Beginning },
): PastWorld => {
  const at = moment.getTime()
  const world: Folding = {
    state: beginning.state,
    relations: new Map(),
    blocks: new Map(beginning.blocks),
    permissions: new Map(),
    hidden: new Map(),
    emergencyRule: beginning.emergencyRule,
    frozenFrom: 'open',
  }
  for (const entry of entries) {
    if (entry.effect === 'permit' && Date.parse(entry.at) <= at) folds.get(entry.act)?.(world, entry)
  }
  addStanding(world, standing, at)
  const { state, relations, blocks, permissions, hidden, emergencyRule } = world
  const policy = {
    relations: [...relations.values()],
    blocks: [...blocks],
    permissions: [...permissions.values()],
    emergencyRule,
  }
  return { state, policy, hidden }
}

/** Half an open interval of instants: [from, to). */
export interface Span {
  from: string
  to: string
}

const endsOf = (row: { since: string; until?: string | null | undefined }): string[] =>
  row.until ? [row.since, row.until] : [row.since]

/** Every moment of a span at which what stood may have changed, its beginning first: between two of them nothing did. */
export const momentsOf = (entries: readonly WrittenEntry[], standing: PolicyRows, { from, to }: Span): Date[] => {
  const written = entries.flatMap(({ at, body }) => endsOf({ since: at, until: body.access?.until }))
  const tied = standing.relations.flatMap(([, , since, until]) => endsOf({ since, until }))
  const permitted = (standing.permissions ?? []).flatMap(endsOf)
  const instants = [...written, ...tied, ...permitted].map((at) => Date.parse(at))
  const within = instants.filter((at) => at > Date.parse(from) && at < Date.parse(to))
  return [...new Set([Date.parse(from), ...within])].toSorted((a, b) => a - b).map((at) => new Date(at))
}

/** What the journal does not tell of a document on a day. */
export type Gap = 'document-changed' | 'other-rules'

/** Which of the things that the journal does not tell concern this document and this moment. */
export const findGaps = (
  entries: readonly WrittenEntry[],
  at: { documentId: string; from: string; rulesNow: string; rulesThen: readonly string[] },
): Gap[] => {
  const isChange = ({ act, documentId, at: when }: WrittenEntry): boolean =>
    act === 'update-document' && documentId === at.documentId && when >= at.from
  return [
    ...(entries.some(isChange) ? ['document-changed' as const] : []),
    ...(at.rulesThen.some((name) => name !== at.rulesNow) ? ['other-rules' as const] : []),
  ]
}

/** Whether an entry changes what a party finds, or what becomes of a document. */
export const concerns = (entry: WrittenEntry, about: { parties: readonly string[]; documentId?: string }): boolean => {
  if (entry.effect === 'refuse' || !folds.has(entry.act)) return false
  if (entry.documentId !== undefined) return entry.documentId === about.documentId
  const { partyId, access, actor } = entry.body
  if (partyId !== undefined) return about.parties.includes(partyId)
  if (actor.kind === 'professional') return about.parties.includes(actor.id)
  return access === undefined
}
