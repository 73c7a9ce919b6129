import { timingSafeEqual } from 'node:crypto'
import type { SpaceKeys } from '../keys/space-keys.ts'
import { readOwnJson } from '../platform/own-json.ts'
import type { DecisionInput } from './decision.ts'
import type { Actor, Relation } from './types.ts'

/** Who has a tie to a space and who is blocked: party, kind, instant. */
export interface PolicyRows {
  relations: [partyId: string, kind: Exclude<Relation, 'none'>, since: string][]
  blocks: [partyId: string, since: string][]
}

/** The state that a space's policy code authenticates together. */
export interface SealedPolicy {
  epoch: string
  state: string
  policy: PolicyRows
}

const isRelations = (value: unknown): value is PolicyRows['relations'] => Array.isArray(value)
const isBlocks = (value: unknown): value is PolicyRows['blocks'] => Array.isArray(value)

/** Reads the JSON texts of `policyColumns`. */
export const parsePolicy = (row: { relations: string; blocks: string }): PolicyRows => ({
  relations: readOwnJson(row.relations, isRelations),
  blocks: readOwnJson(row.blocks, isBlocks),
})

/** One code over the epoch, the state and every row: no row can be added, removed or put back by hand. */
export const policyMac = (keys: SpaceKeys, sealed: SealedPolicy): Buffer =>
  keys.mac(Buffer.from(JSON.stringify(['carnet/policy/v1', keys.spaceId, sealed.epoch, sealed.state, sealed.policy])))

/** Whether the stored code is that of these rows, compared in constant time. */
export const policyMacMatches = (keys: SpaceKeys, sealed: SealedPolicy, stored: Buffer): boolean => {
  const expected = policyMac(keys, sealed)
  return expected.length === stored.length && timingSafeEqual(expected, stored)
}

const strongest: Relation[] = ['treating-doctor', 'care-team', 'author']

/** The strongest tie of a visitor, by themselves or through their facility. */
export const relationOf = (policy: PolicyRows, actor: Actor): Relation => {
  const parties = partiesOf(actor)
  const kinds = new Set(policy.relations.filter(([party]) => parties.includes(party)).map(([, kind]) => kind))
  return strongest.find((kind) => kind !== 'none' && kinds.has(kind)) ?? 'none'
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

/** The identifiers a visitor acts under: their own and, where they act for one, their facility's. */
export const partiesOf = (actor: Actor): string[] => {
  if (actor.kind === 'professional' && actor.facility) return [actor.id, actor.facility.id]
  return actor.kind === 'software' ? [actor.id, actor.facility.id] : [actor.id]
}
