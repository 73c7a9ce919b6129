import { timingSafeEqual } from 'node:crypto'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Agreement } from '../reference/create-agreements.ts'
import { readOwnJson } from '../platform/own-json.ts'
import type { DecisionInput } from './decision.ts'
import type { Actor, Evidence, Relation } from './types.ts'

/** What ties a party to a space: what `Relation` names but a permission, who represents the holder, an emergency under way. */
export type TieKind = Exclude<Relation, 'none' | 'permitted'> | 'representative' | 'break-glass' | 'dispatch'

/**
 * What a permission shows: document types, documents, or everything where both are empty. An app's shows what it names and no more, and may
 * let it add.
 */
export interface PermissionScope {
  readonly typeCodes: readonly string[]
  readonly documentIds: readonly string[]
  /** for an app that may write: as which types what it may add is read */
  readonly adds?: readonly string[]
}

/** A permission of the holder; without a party it is for whoever says its share code. Instants are ISO texts. */
export interface PermissionRow extends PermissionScope {
  readonly id: string
  readonly partyId: string | null
  /** the share code's permission that this one came from */
  readonly sharedBy: string | null
  readonly evidence: Evidence
  readonly since: string
  readonly until: string | null
}

/** What a holder said beforehand about emergencies (rules ACC-20). */
export type EmergencyWord = 'no-break-glass' | 'no-dispatch' | 'no-hidden'

/**
 * Who has a tie to a space, who is blocked, whom the holder permits what. What is empty is left out: so the code over a space that has
 * none of it is still the one that an earlier version made.
 */
export interface PolicyRows {
  readonly relations: readonly (readonly [partyId: string, kind: TieKind, since: string, until?: string])[]
  readonly blocks: readonly (readonly [partyId: string, since: string])[]
  readonly permissions?: readonly PermissionRow[]
  readonly emergencyRule?: readonly EmergencyWord[]
}

/** The state that a space's policy code authenticates together. */
export interface SealedPolicy {
  epoch: string
  state: string
  policy: PolicyRows
}

/** Policy rows as JSON texts, in a fixed order. */
export interface PolicyTexts {
  relations: string
  blocks: string
  permissions: string
  emergency_rule: string
}

const isRelations = (value: unknown): value is PolicyRows['relations'] => Array.isArray(value)
const isBlocks = (value: unknown): value is PolicyRows['blocks'] => Array.isArray(value)
const isPermissions = (value: unknown): value is readonly PermissionRow[] => Array.isArray(value)
const isEmergencyRule = (value: unknown): value is readonly EmergencyWord[] => Array.isArray(value)

/** Reads the JSON texts of the policy columns. */
export const parsePolicy = (row: PolicyTexts): PolicyRows => {
  const permissions = readOwnJson(row.permissions, isPermissions)
  const emergencyRule = readOwnJson(row.emergency_rule, isEmergencyRule)
  return {
    relations: readOwnJson(row.relations, isRelations),
    blocks: readOwnJson(row.blocks, isBlocks),
    ...(permissions.length > 0 ? { permissions } : {}),
    ...(emergencyRule.length > 0 ? { emergencyRule } : {}),
  }
}

/** One code over the epoch, the state and every row: no row can be added, removed or put back by hand. */
export const policyMac = (keys: SpaceKeys, sealed: SealedPolicy): Buffer =>
  keys.mac(Buffer.from(JSON.stringify(['carnet/policy/v1', keys.spaceId, sealed.epoch, sealed.state, sealed.policy])))

/** Whether the stored code is that of these rows, compared in constant time. */
export const policyMacMatches = (keys: SpaceKeys, sealed: SealedPolicy, stored: Buffer): boolean => {
  const expected = policyMac(keys, sealed)
  return expected.length === stored.length && timingSafeEqual(expected, stored)
}

/** Whether something that ends at `until`, or never, still lasts. */
export const lasts = (until: string | null | undefined, now: Date): boolean =>
  until === null || until === undefined || Date.parse(until) > now.getTime()

/** The identifiers a visitor acts under: their own and, where they act for one, their facility's. */
export const partiesOf = (actor: Actor): string[] => {
  if (actor.kind === 'professional' && actor.facility) return [actor.id, actor.facility.id]
  return actor.kind === 'software' ? [actor.id, actor.facility.id] : [actor.id]
}

const tiesOf = (policy: PolicyRows, parties: readonly string[], now: Date): ReadonlySet<TieKind> =>
  new Set(
    policy.relations
      .filter(([party, , , until]) => parties.includes(party) && lasts(until, now))
      .map(([, kind]) => kind),
  )

/** The permissions of a visitor or their facility that last; of an app, the one consent that it comes with. */
export const permissionsOf = (policy: PolicyRows, actor: Actor, now: Date): readonly PermissionRow[] => {
  const parties = partiesOf(actor)
  return (policy.permissions ?? []).filter(
    ({ id, partyId, until }) =>
      partyId !== null &&
      parties.includes(partyId) &&
      lasts(until, now) &&
      (actor.kind !== 'app' || id === actor.consentId),
  )
}

const strongest = ['treating-doctor', 'administrator', 'care-team'] as const

/** The strongest tie of a visitor, by themselves or through their facility, on this day. */
export const relationOf = (policy: PolicyRows, actor: Actor, now: Date): Relation => {
  const kinds = tiesOf(policy, partiesOf(actor), now)
  const tie = strongest.find((kind) => kinds.has(kind))
  if (tie !== undefined) return tie
  if (permissionsOf(policy, actor, now).length > 0) return 'permitted'
  return kinds.has('author') ? 'author' : 'none'
}

/** On what ground a visitor stands before a space, and until when where every such tie ends: an ISO instant. */
export interface Ground {
  readonly relation: Relation
  readonly until?: string
}

/** The strongest tie of a visitor with its end: of several, the latest; none where one of them lasts without an end. */
export const groundOf = (policy: PolicyRows, actor: Actor, now: Date): Ground => {
  const relation = relationOf(policy, actor, now)
  const parties = partiesOf(actor)
  const ties = policy.relations.filter(
    ([party, kind, , until]) => parties.includes(party) && kind === relation && lasts(until, now),
  )
  const ends =
    relation === 'permitted'
      ? permissionsOf(policy, actor, now).map(({ until }) => until ?? undefined)
      : ties.map(([, , , until]) => until)
  const latest = ends
    .flatMap((until) => until ?? [])
    .toSorted()
    .at(-1)
  return { relation, ...(latest === undefined || ends.includes(undefined) ? {} : { until: latest }) }
}

/**
 * The rows as they count for a visitor whose access the law does not presume: without the care team of their place, and without their own
 * where only an express word lets them in. Law: L.1111-17; rules ACC-8.
 */
export const withoutPresumed = (policy: PolicyRows, actor: Actor, agreement: Agreement): PolicyRows => {
  if (agreement === 'presumed') return policy
  const parties = partiesOf(actor)
  const counts = (party: string): boolean => !parties.includes(party) || (agreement === 'noted' && party === actor.id)
  return { ...policy, relations: policy.relations.filter(([party, kind]) => kind !== 'care-team' || counts(party)) }
}

/** The rows without words on emergencies that do not count. */
export const withoutWords = (policy: PolicyRows, uncounted: readonly EmergencyWord[]): PolicyRows => {
  const { emergencyRule = [] } = policy
  if (!emergencyRule.some((word) => uncounted.includes(word))) return policy
  return { ...policy, emergencyRule: emergencyRule.filter((word) => !uncounted.includes(word)) }
}

/** Whether a consent that opens the record to somebody was noted, and lasts. */
export const hasNotedConsent = ({ relations, permissions = [] }: PolicyRows, partyId: string, now: Date): boolean =>
  relations.some(([party, kind, , until]) => party === partyId && kind === 'care-team' && lasts(until, now)) ||
  permissions.some((one) => one.partyId === partyId && one.sharedBy === null && lasts(one.until, now))

/** Whether a visitor represents the holder on this day: by the id of their own space. */
export const represents = (policy: PolicyRows, actor: Actor, now: Date): boolean =>
  actor.kind === 'representative' && tiesOf(policy, [actor.id], now).has('representative')

/** Whether the holder is an adult whom somebody represents: a tie that no majority ends. Nothing is kept from a guardian by a visit. */
export const isProtectedAdult = ({ relations }: PolicyRows): boolean =>
  relations.some(([, kind, , until]) => kind === 'representative' && until === undefined)

/** Whether the holder is a minor whom somebody represents: their majority is the end of that tie. */
export const isMinor = ({ relations }: PolicyRows, now: Date): boolean =>
  relations.some(([, kind, , until]) => kind === 'representative' && until !== undefined && lasts(until, now))

/** Whether the holder said this word on emergencies. */
export const hasSaid = ({ emergencyRule }: PolicyRows, word: EmergencyWord): boolean =>
  emergencyRule?.includes(word) === true

const emergencies = ['break-glass', 'dispatch'] as const

/**
 * The emergency that a visitor has opened and that lasts: nobody's facility opens one for them. Of two kinds, the one that the holder has
 * not closed.
 */
export const emergencyOf = (policy: PolicyRows, actor: Actor, now: Date): DecisionInput['emergency'] => {
  const kinds = tiesOf(policy, [actor.id], now)
  const opened = emergencies.filter((kind) => kinds.has(kind))
  return opened.find((kind) => !hasSaid(policy, `no-${kind}`)) ?? opened[0] ?? 'none'
}

/** Who the treating doctors are on this day. */
export const treatingDoctorsOf = ({ relations }: PolicyRows, now: Date): string[] =>
  relations.flatMap(([party, kind, , until]) => (kind === 'treating-doctor' && lasts(until, now) ? [party] : []))

/** The emergency that a visitor is in and until when, as long as the holder has not closed that kind since: for the banner over it. */
export const emergencyUnderWay = (
  policy: PolicyRows,
  actor: Actor,
  now: Date,
): { kind: 'break-glass' | 'dispatch'; until: string } | undefined => {
  const kind = emergencyOf(policy, actor, now)
  if (kind === 'none' || hasSaid(policy, `no-${kind}`)) return undefined
  const until = policy.relations.find(([party, tie]) => party === actor.id && tie === kind)?.[3]
  return until === undefined ? undefined : { kind, until }
}

/** The party that a pause blocks: everybody but the holder. No identifier of anybody is written so. */
export const everybody = '*'

/** Since when the space is paused, an ISO instant; nothing while it is not. */
export const pausedSince = (policy: PolicyRows): string | undefined =>
  policy.blocks.find(([party]) => party === everybody)?.[1]

/** The same rows as if no pause lasted. */
export const withoutPause = (policy: PolicyRows): PolicyRows => ({
  ...policy,
  blocks: policy.blocks.filter(([party]) => party !== everybody),
})

/** Whether the person or their facility is blocked by the holder, or everybody is: what names them comes first. */
export const blockOf = (policy: PolicyRows, actor: Actor): DecisionInput['blocked'] => {
  const blocked = policy.blocks.map(([party]) => party)
  if (blocked.includes(actor.id)) return 'person'
  if (partiesOf(actor).some((party) => blocked.includes(party))) return 'facility'
  return blocked.includes(everybody) ? 'everybody' : 'no'
}
