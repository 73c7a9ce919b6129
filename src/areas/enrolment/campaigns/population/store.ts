import type { Connection } from '../../../../platform/database/database.ts'
import type { RepresentationKind } from '../../register/types.ts'
import type { PopulationRule, PreparedCell } from '../types.ts'

// Who is minor today: somebody who came of age since the insurer's line gets a letter of their own (rules ENR-30).
const ruleSql = `p.state = 'known' and p.died_on is null
  and (cardinality($1::text[]) = 0 or p.scheme = any($1)) and (cardinality($2::text[]) = 0 or p.department = any($2))
  and case when coalesce(p.minor_until > $6::date, false) then $3::boolean when p.protected then $5::boolean else $4::boolean end`

const fromSql = 'enrolment.person p join enrolment.identity i on i.person_id = p.id'

const ruleValues = (rule: PopulationRule, today: string): unknown[] => [
  rule.schemes,
  rule.departments,
  rule.minors,
  rule.adults,
  rule.protected,
  today,
]

/** Counts the persons whom a rule names, by scheme and department and by how they would be told. */
export const countPopulation = (connection: Connection, rule: PopulationRule, today: string): Promise<PreparedCell[]> =>
  connection.query<PreparedCell>({
    text: `select p.scheme, coalesce(p.department, '') as department, count(*)::float8 as persons,
        (count(*) filter (where p.channel = 'mail'))::float8 as mail,
        (count(*) filter (where p.channel = 'post'))::float8 as post,
        (count(*) filter (where p.channel = 'none'))::float8 as none,
        (count(*) filter (where p.minor_until > $6::date))::float8 as minors,
        (count(*) filter (where p.protected))::float8 as protected
      from enrolment.person p where ${ruleSql} group by 1, 2 order by 1, 2`,
    values: ruleValues(rule, today),
  })

/**
 * Opens an exception for every person of a rule whom a human should look at before or while they are told: twins of one card,
 * homonyms of one birth, a contact shared by strangers, an adult under protection. Once open, not again. Gives how many, by kind.
 */
export const openKnownExceptions = async (
  connection: Connection,
  rule: PopulationRule,
  { campaignId, today, at }: { campaignId: string; today: string; at: string },
): Promise<{ kind: string; count: number }[]> => {
  const rows = await connection.query<{ kind: string; count: number }>({
    text: `with chosen as materialized (
        select p.id, i.card_hash, i.pivot_hash, p.protected, p.remarks, coalesce(p.minor_until > $6::date, false) as minor
        from ${fromSql} where ${ruleSql}),
      twin as (select card_hash from enrolment.identity where card_hash is not null group by card_hash having count(*) > 1),
      homonym as (select pivot_hash from enrolment.identity where pivot_hash is not null group by pivot_hash having count(*) > 1),
      found as (
        select id, 'twins' as kind from chosen join twin using (card_hash)
        union all select id, 'homonym' from chosen join homonym using (pivot_hash)
        union all select id, 'contact-shared' from chosen where 'line-contact-shared' = any(remarks)
        union all select id, 'protected-adult' from chosen where protected and not minor),
      opened as (
        insert into enrolment.exception_case (id, person_id, campaign_id, kind, opened_at)
        select gen_random_uuid(), id, $7::uuid, kind, $8::timestamptz from found
        on conflict (person_id, kind) where state = 'open' do nothing)
      select kind, count(*)::float8 as count from found group by kind`,
    values: [...ruleValues(rule, today), campaignId, at],
  })
  return rows
}

/**
 * How many exceptions of a campaign's population are open: in all, and because nobody was told. The population are those whom it
 * told and those whom its rule still names; an exception that an earlier campaign opened counts for them too.
 */
export const countExceptions = async (
  connection: Connection,
  rule: PopulationRule,
  { campaignId, today }: { campaignId: string; today: string },
): Promise<{ open: number; untold: number }> => {
  const [row] = await connection.query<{ open: number; untold: number }>({
    text: `select count(*)::float8 as open,
        (count(*) filter (where e.kind in ('no-address', 'address-too-long', 'unprintable')))::float8 as untold
      from enrolment.exception_case e join enrolment.person p on p.id = e.person_id
      where e.state = 'open' and (e.campaign_id = $7 or (${ruleSql})
        or exists (select from enrolment.notice n where n.person_id = e.person_id and n.campaign_id = $7))`,
    values: [...ruleValues(rule, today), campaignId],
  })
  return row ?? { open: 0, untold: 0 }
}

/** A person about to be told, as the register holds them. */
export interface CandidateRow {
  id: string
  version: number
  scheme: string
  isMinor: boolean
  minorUntil: string | null
  ofAgeOn: string | null
  isProtected: boolean
  remarks: string[]
  sealed: Buffer | null
}

const candidateSql = `p.id, p.version::float8 as version, p.scheme, coalesce(p.minor_until > $6::date, false) as "isMinor",
  p.minor_until as "minorUntil", p.of_age_on as "ofAgeOn", p.protected as "isProtected", p.remarks, i.sealed`

/** The next persons of a cell behind one, in the order of the index person_to_notice. */
export const selectCandidates = (
  connection: Connection,
  rule: PopulationRule,
  from: { scheme: string; department: string; behind: string; today: string; limit: number },
): Promise<CandidateRow[]> =>
  connection.query<CandidateRow>({
    name: 'campaign-candidates',
    text: `select ${candidateSql} from ${fromSql}
      where ${ruleSql} and p.scheme = $7 and coalesce(p.department, '') = $8 and p.id > $9 order by p.id limit $10`,
    values: [...ruleValues(rule, from.today), from.scheme, from.department, from.behind, from.limit],
  })

/** Some persons of a rule, others on another day: the whole rule is put in an order that their ids do not tell, once a rehearsal. */
export const sampleCandidates = (
  connection: Connection,
  rule: PopulationRule,
  { today, limit }: { today: string; limit: number },
): Promise<CandidateRow[]> =>
  connection.query<CandidateRow>({
    text: `select ${candidateSql} from ${fromSql} where ${ruleSql} order by md5(p.id::text || $7) limit $8`,
    values: [...ruleValues(rule, today), today, limit],
  })

/** Persons by id, as they would be told. */
export const selectAddressees = (
  connection: Connection,
  ids: readonly string[],
  today: string,
): Promise<CandidateRow[]> =>
  connection.query<CandidateRow>({
    name: 'campaign-addressees',
    text: `select ${candidateSql.replaceAll('$6', '$2')} from ${fromSql} where p.id = any($1::uuid[])`,
    values: [ids, today],
  })

/** One who acts for another, as the register holds them. */
export interface RepresentativeRow {
  personId: string
  id: string
  kind: RepresentationKind
  remarks: string[]
  sealed: Buffer | null
}

/** Who acts for these persons; those who said "not mine", and the dead, are nobody's representatives. */
export const selectActing = (connection: Connection, personIds: readonly string[]): Promise<RepresentativeRow[]> =>
  connection.query<RepresentativeRow>({
    name: 'campaign-representatives',
    text: `select r.person_id as "personId", p.id, r.kind, p.remarks, i.sealed from enrolment.representation r
      join enrolment.person p on p.id = r.representative_id join enrolment.identity i on i.person_id = p.id
      where r.person_id = any($1::uuid[]) and r.state <> 'set-aside' and p.died_on is null
        and p.state not in ('deceased', 'merged') order by r.person_id, r.since, p.id`,
    values: [personIds],
  })
