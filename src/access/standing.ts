import type { Keys } from '../keys/keys.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection } from '../platform/database/database.ts'
import { nationRows, type Seeking } from './budget.ts'
import { parsePolicy, policyMac, policyMacMatches, type PolicyRows, type PolicyTexts } from './policy.ts'
import type { SpaceState } from './decision.ts'
import type { Audience, SpaceAddress } from './types.ts'

/**
 * The space of nobody: a look for somebody who has no space runs the same statements on it as on a real one, and its refusal
 * is written in its journal. From outside, unknown and closed look the same, in bytes and in steps.
 */
export const nobodySpaceId = '00000000-0000-4000-8000-000000000000'

/** What stands about a space when a visitor knocks: read in one statement, before anything is decided. */
export interface Standing {
  spaceId: string
  state: SpaceState
  epoch: string
  keys: SpaceKeys
  policy: PolicyRows
  /** false when relation or block rows were changed by hand: nothing opens on them (Trust: an insider of the database) */
  policyIntact: boolean
  /** whether this visitor has looked here before, and the holder was told of it */
  acquainted: boolean
  /** till when (ISO) this visitor said that they see the holder, a minor, alone; past where it is over */
  secretUntil?: string
  /** whose eyes an entry about what is addressed is for; everybody's where it is not there */
  audience: Audience
  /** for a professional for whom the holder is somebody new: what they have spent */
  seeking?: Seeking
}

/** Who knocks, as the standing is read for them. */
export interface Knocker {
  id: string
  /** whose budgets they spend; nobody's where they have none */
  spenders: readonly string[]
  /** the civil day, YYYY-MM-DD, and the hour, YYYY-MM-DDTHH */
  day: string
  hour: string
  /** when withheld documents must have been deposited to have opened by themselves (ISO text) */
  withheldBefore: string
}

interface StandingRow extends PolicyTexts {
  space_id: string
  state: Exclude<SpaceState, 'none'>
  epoch: string
  policy_mac: Buffer
  version: number
  shard: number
  wrapped: Buffer
  acquainted: boolean
  secret_until: string | null
  audience: Audience
  seeking: Seeking | null
}

/** The policy rows of a space as JSON texts, in a fixed order. `s` is its head row. */
const policyColumns = `
  (select coalesce(json_agg(case when until is null then json_build_array(party_id, kind, since)
                                 else json_build_array(party_id, kind, since, until) end order by party_id, kind), '[]')::text
     from access.relation r where r.space_id = s.space_id) as relations,
  (select coalesce(json_agg(json_build_array(party_id, since) order by party_id), '[]')::text
     from access.block b where b.space_id = s.space_id) as blocks,
  (select coalesce(json_agg(case when adds is null
             then json_build_object('id', permission_id, 'partyId', party_id, 'sharedBy', shared_by, 'evidence', evidence,
               'typeCodes', type_codes, 'documentIds', document_ids, 'since', since, 'until', until)
             else json_build_object('id', permission_id, 'partyId', party_id, 'sharedBy', shared_by, 'evidence', evidence,
               'typeCodes', type_codes, 'documentIds', document_ids, 'since', since, 'until', until, 'adds', adds) end
             order by permission_id), '[]')::text
     from access.permission p where p.space_id = s.space_id) as permissions,
  array_to_json(s.emergency_rule)::text as emergency_rule`

const everybodys = "'main'"

/**
 * Why an entry about a document is in the chain of some only: it is withheld, or a minor's secret, or its holder disputes it (rules
 * DOC-15). Trust: told beside the way to it, by the one statement that is sent for every id, known or not.
 */
const audienceOfObject = `coalesce((select case when l.withheld_since > $6::timestamptz then 'withheld-from-holder'
    when l.hidden_from_representatives or l.disputed then 'hidden-from-representatives' end
  from directory.locator l where l.id = $1::uuid), 'main')`

/** Read only where a professional meets somebody new: for whoever was met it costs nothing. `met` is their acquaintance. */
const seekingColumn = `case when cardinality($3::text[]) > 0 and met.counted is not true then json_build_object(
      'held', exists (select from access.hold h where h.party_id = any ($3)),
      'facilityKnows', exists (select from access.acquaintance f
         where f.space_id = s.space_id and f.party_id = ($3::text[])[2] and f.counted),
      'nationHeld', exists (select from access.hold h where h.party_id = '*'),
      'nationConsents', (select coalesce(sum(t.n), 0) from access.tally t
         where t.party_id = any ('{${nationRows.join(',')}}') and t.kind = 'nation-consents' and t.period = $5),
      'spent', (select coalesce(json_agg(json_build_array(t.party_id, t.kind, t.n)), '[]') from access.tally t
         where t.party_id = any ($3) and t.kind in ('new-persons', 'new-consents') and t.period = $4)) end`

const standingOf = (
  address: string,
  audience = everybodys,
) => `select s.space_id, s.state, s.epoch, s.policy_mac, k.version, k.shard, k.wrapped,
    ${policyColumns},
    coalesce(met.told, false) as acquainted, met.secret_until, ${seekingColumn} as seeking, ${audience} as audience
  from access.space s
  left join access.acquaintance met on met.space_id = s.space_id and met.party_id = $2
  join lateral (select version, shard, wrapped from keys.space_key k
                 where k.space_id = s.space_id order by version desc limit 1) k on true
  where s.space_id = coalesce((${address}), '${nobodySpaceId}')`

const statements = {
  'standing-by-space': standingOf(`select space_id from access.space where space_id = $1::uuid and state <> 'erased'`),
  'standing-by-ins': standingOf('select space_id from directory.identifier where ins_hash = $1::bytea'),
  'standing-by-object': standingOf('select space_id from directory.locator where id = $1::uuid', audienceOfObject),
  'standing-by-share': standingOf(
    'select space_id from directory.share_code where id = $1::uuid and (until is null or until > $6::timestamptz)',
  ),
}

const addressed = (
  keys: Keys,
  address: SpaceAddress,
  { withheldBefore }: Knocker,
): { name: keyof typeof statements; value: unknown; at?: string } => {
  if ('spaceId' in address) return { name: 'standing-by-space', value: address.spaceId }
  if ('objectId' in address) return { name: 'standing-by-object', value: address.objectId, at: withheldBefore }
  if ('shareId' in address) return { name: 'standing-by-share', value: address.shareId, at: address.at }
  return { name: 'standing-by-ins', value: keys.lookupHash(`${address.ins.system}|${address.ins.value}`) }
}

/** Loads what stands about the addressed space for this visitor. An unknown address stands at the space of nobody. */
export const loadStanding = async (
  parts: { connection: Connection; keys: Keys },
  address: SpaceAddress,
  knocker: Knocker,
): Promise<Standing> => {
  const { id, spenders, day, hour } = knocker
  const { name, value, at } = addressed(parts.keys, address, knocker)
  const values = [value, id, spenders, day, hour, ...(at === undefined ? [] : [at])]
  const [row] = await parts.connection.query<StandingRow>({ name, text: statements[name], values })
  if (!row) throw new Error('the space of nobody is missing: run the migrations and start Carnet once')
  const keys = await parts.keys.openSpaceKey({
    spaceId: row.space_id,
    version: row.version,
    shard: row.shard,
    wrapped: row.wrapped,
  })
  const policy = parsePolicy(row)
  return {
    spaceId: row.space_id,
    state: row.space_id === nobodySpaceId ? 'none' : row.state,
    epoch: row.epoch,
    keys,
    policy,
    policyIntact: policyMacMatches(keys, { epoch: row.epoch, state: row.state, policy }, row.policy_mac),
    acquainted: row.acquainted,
    ...(row.secret_until === null ? {} : { secretUntil: row.secret_until }),
    audience: row.audience,
    ...(row.seeking === null ? {} : { seeking: row.seeking }),
  }
}

/**
 * Raises the epoch and seals the rows as they now stand. Call it last in a transaction that changed relations or blocks: a
 * decision made on the rows before finds another epoch and is made again.
 */
export const sealPolicy = async (connection: Connection, keys: SpaceKeys): Promise<void> => {
  const [row] = await connection.query<PolicyTexts & { epoch: string; state: string }>({
    name: 'policy-raise',
    text: `update access.space s set epoch = epoch + 1 where space_id = $1 returning epoch, state, ${policyColumns}`,
    values: [keys.spaceId],
  })
  if (!row) throw new Error('no such space')
  const mac = policyMac(keys, { epoch: row.epoch, state: row.state, policy: parsePolicy(row) })
  await connection.query({
    name: 'policy-seal',
    text: 'update access.space set policy_mac = $2 where space_id = $1',
    values: [keys.spaceId, mac],
  })
}

/** Puts a new space's head row and sealed, empty policy. Its key must exist already; a space that is there stays as it is. */
export const createSpaceHead = async (
  connection: Connection,
  keys: SpaceKeys,
  state: Exclude<SpaceState, 'none'>,
): Promise<void> => {
  const mac = policyMac(keys, { epoch: '0', state, policy: { relations: [], blocks: [] } })
  await connection.query({
    name: 'space-create',
    text: 'insert into access.space (space_id, state, policy_mac) values ($1, $2, $3) on conflict do nothing',
    values: [keys.spaceId, state, mac],
  })
}

/** Whether a space exists, holding off whoever else would make it at the same time until the transaction ends. */
export const lockAndFindSpace = async (connection: Connection, spaceId: string): Promise<boolean> => {
  await connection.query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [spaceId] })
  const found = await connection.query({
    text: 'select space_id from access.space where space_id = $1',
    values: [spaceId],
  })
  return found.length > 0
}

/** Queues the notice that something new arrived, as often as the holder chose: once a day unless they did. `noticeId` names the notice. */
export const noteArrival = async (
  connection: Connection,
  notice: { spaceId: string; noticeId: string },
): Promise<void> => {
  await connection.query({
    name: 'arrival-note',
    text: `with told as (update access.space set noticed_on = current_date
        where space_id = $1 and (deposit_notices = 'each' or deposit_notices = 'daily' and noticed_on is distinct from current_date)
        returning 1)
      insert into platform.outbox (space_id, id, kind) select $1, $2, 'notice-deposit' where exists (select from told)`,
    values: [notice.spaceId, notice.noticeId],
  })
}

/**
 * Queues one notice for many arrivals, for a later instant (ISO): its id again is nothing. What comes singly the same day is told all the
 * same, at once.
 */
export const noteGroup = async (
  connection: Connection,
  { spaceId, id, dueAt }: { spaceId: string; id: string; dueAt: string },
): Promise<void> => {
  await connection.query({
    name: 'arrival-group',
    text: `insert into platform.outbox (space_id, id, kind, due_at)
      select $1, $2, 'notice-deposit', $3::timestamptz from access.space where space_id = $1 and deposit_notices <> 'never'
      on conflict do nothing`,
    values: [spaceId, id, dueAt],
  })
}
