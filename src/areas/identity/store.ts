import type { Connection } from '../../platform/database/database.ts'

/** A professional as the directory keeps them. */
export interface ProfessionalRow {
  id: string
  family: string
  given: string
  profession: string
  savoir_faire: string | null
  facility_id: string | null
  facility_name: string | null
  mail: string | null
}

/** Software as the directory keeps it, with the name of its facility. */
export interface SoftwareRow {
  client_id: string
  name: string
  facility_id: string
  facility_name: string
  secret_hash: Buffer
  mail: string | null
}

const insertPersonSql = `with known as (insert into directory.identifier (ins_hash, space_id) values ($2, $1)
    on conflict do nothing returning space_id)
  insert into directory.person (space_id, sealed) select space_id, $3 from known on conflict do nothing returning space_id`
const selectPersonSql = `select sealed from directory.person where space_id = $1`
const upsertFacilitySql = `insert into directory.facility as f (id, name, kind) values ($1, $2, $3)
  on conflict (id) do update set name = excluded.name, kind = coalesce(excluded.kind, f.kind)
  where f.name <> excluded.name or f.kind is distinct from coalesce(excluded.kind, f.kind)`
const upsertProfessionalSql = `insert into directory.professional (id, family, given, profession, savoir_faire, facility_id, mail)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (id) do update set family = excluded.family, given = excluded.given, profession = excluded.profession,
    savoir_faire = excluded.savoir_faire, facility_id = excluded.facility_id,
    mail = coalesce(excluded.mail, directory.professional.mail)`
const upsertSoftwareSql = `insert into directory.software (client_id, name, facility_id, secret_hash, mail) values ($1, $2, $3, $4, $5)
  on conflict (client_id) do update set name = excluded.name, facility_id = excluded.facility_id,
    secret_hash = excluded.secret_hash, mail = coalesce(excluded.mail, directory.software.mail)`
const selectSoftwareSql = `select s.client_id, s.name, s.facility_id, coalesce(f.name, '') as facility_name, s.secret_hash,
    s.mail
  from directory.software s left join directory.facility f on f.id = s.facility_id where s.client_id = $1`
const selectProfessionalsSql = `select p.id, p.family, p.given, p.profession, p.savoir_faire, p.facility_id,
    f.name as facility_name, p.mail
  from directory.professional p left join directory.facility f on f.id = p.facility_id where p.id = any($1)`
// Every word must stand in the name: `like` on what was made safe, since people type % and _ too.
const searchProfessionalsSql = `select p.id, p.family, p.given, p.profession, p.savoir_faire, p.facility_id,
    f.name as facility_name
  from directory.professional p left join directory.facility f on f.id = p.facility_id
  where (p.given || ' ' || p.family) ilike all ($1::text[]) order by p.family, p.given, p.id limit $2`
const searchColleaguesSql = `select p.id, p.family, p.given, p.profession, p.savoir_faire, p.facility_id,
    f.name as facility_name
  from directory.professional p left join directory.facility f on f.id = p.facility_id
  where p.facility_id = $1 and (p.given || ' ' || p.family) ilike all ($2::text[]) order by p.id limit 3`
const searchFacilitiesSql = `select id, name from directory.facility
  where name ilike all ($1::text[]) order by name, id limit $2`
const upsertAppSql = `insert into directory.app (client_id, name, publisher, redirect_uris, oid)
  values ($1, $2, $3, $4, $5)
  on conflict (client_id) do update set name = excluded.name, publisher = excluded.publisher,
    redirect_uris = excluded.redirect_uris, oid = excluded.oid`
const selectAppsSql = `select client_id as "clientId", name, publisher, redirect_uris as "redirectUris", oid
  from directory.app where client_id = any($1)`
const selectFacilitiesSql = `select id, name from directory.facility where id = any($1)`

/** Writes a person; false when the space or the national identifier is already somebody's. */
export const insertPerson = async (
  connection: Connection,
  person: { spaceId: string; insHash: Buffer; sealed: Buffer },
): Promise<boolean> => {
  const values = [person.spaceId, person.insHash, person.sealed]
  return (await connection.query({ text: insertPersonSql, values })).length === 1
}

/** Replaces the sealed identity of a space's holder, if it still is `before`; false when somebody else replaced it. */
export const updatePerson = async (
  connection: Connection,
  person: { spaceId: string; before: Buffer; sealed: Buffer },
): Promise<boolean> => {
  const text = 'update directory.person set sealed = $3 where space_id = $1 and sealed = $2 returning space_id'
  const values = [person.spaceId, person.before, person.sealed]
  return (await connection.query({ text, values })).length === 1
}

/** The sealed identity of a space's holder, or nothing. */
export const selectPerson = async (connection: Connection, spaceId: string): Promise<Buffer | undefined> => {
  const statement = { name: 'identity-person', text: selectPersonSql, values: [spaceId] }
  const [row] = await connection.query<{ sealed: Buffer }>(statement)
  return row?.sealed
}

/** The space of the holder with this identifier, by its keyed hash, or nothing. */
export const selectSpace = async (connection: Connection, insHash: Buffer): Promise<string | undefined> => {
  const text = 'select space_id from directory.identifier where ins_hash = $1'
  const [row] = await connection.query<{ space_id: string }>({ text, values: [insHash] })
  return row?.space_id
}

/** A facility as the directory keeps it; `kind`: a code of healthcare-facility-types, where a register said it. */
export interface FacilityRecord {
  id: string
  name: string
  kind?: string
}

/** Writes or renames a facility. */
export const upsertFacility = async (connection: Connection, facility: FacilityRecord): Promise<void> => {
  await connection.query({ text: upsertFacilitySql, values: [facility.id, facility.name, facility.kind ?? null] })
}

/** Every facility, by name. */
export const selectAllFacilities = async (connection: Connection): Promise<FacilityRecord[]> => {
  const text = 'select id, name, kind from directory.facility order by name, id'
  const rows = await connection.query<{ id: string; name: string; kind: string | null }>({ text })
  return rows.map(({ kind, ...row }) => (kind === null ? row : { ...row, kind }))
}

/** Every software's client id and name, by name. */
export const selectAllSoftware = (connection: Connection): Promise<{ id: string; name: string }[]> =>
  connection.query({ text: 'select client_id as id, name from directory.software order by name, client_id' })

/** Writes a professional as their identity provider last described them; an address that it does not know stays. */
export const upsertProfessional = async (
  connection: Connection,
  row: Omit<ProfessionalRow, 'facility_name'>,
): Promise<void> => {
  const values = [row.id, row.family, row.given, row.profession, row.savoir_faire, row.facility_id, row.mail]
  await connection.query({ text: upsertProfessionalSql, values })
}

/** Writes a facility's software with the hash of its secret. */
export const upsertSoftware = async (
  connection: Connection,
  row: Omit<SoftwareRow, 'facility_name'>,
): Promise<void> => {
  await connection.query({
    text: upsertSoftwareSql,
    values: [row.client_id, row.name, row.facility_id, row.secret_hash, row.mail],
  })
}

/** The software with this client id, or nothing. */
export const selectSoftware = async (connection: Connection, clientId: string): Promise<SoftwareRow | undefined> => {
  const statement = { name: 'identity-software', text: selectSoftwareSql, values: [clientId] }
  const [row] = await connection.query<SoftwareRow>(statement)
  return row
}

/** An app as the directory keeps it. */
export interface AppRow {
  clientId: string
  name: string
  publisher: string
  redirectUris: readonly string[]
  oid: string | null
}

/** Writes an app, or what it is called and sent back to now. */
export const upsertApp = async (connection: Connection, row: AppRow): Promise<void> => {
  const { clientId, name, publisher, redirectUris, oid } = row
  await connection.query({ text: upsertAppSql, values: [clientId, name, publisher, redirectUris, oid] })
}

/** The apps with these client ids, in no order. */
export const selectApps = (connection: Connection, clientIds: readonly string[]): Promise<AppRow[]> =>
  connection.query<AppRow>({ name: 'identity-apps', text: selectAppsSql, values: [clientIds] })

/** The professionals with these ids, in no order. */
export const selectProfessionals = (connection: Connection, ids: readonly string[]): Promise<ProfessionalRow[]> =>
  connection.query<ProfessionalRow>({ name: 'identity-professionals', text: selectProfessionalsSql, values: [ids] })

const containing = (words: readonly string[]): string[] =>
  words.map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)

/** The professionals in whose name every word stands, by name. */
export const searchProfessionals = (
  connection: Connection,
  words: readonly string[],
  limit: number,
): Promise<ProfessionalRow[]> =>
  connection.query<ProfessionalRow>({ text: searchProfessionalsSql, values: [containing(words), limit] })

/** The professionals of a facility in whose name every word stands: three at most, enough to tell one from several beside oneself. */
export const searchColleagues = (
  connection: Connection,
  facilityId: string,
  words: readonly string[],
): Promise<ProfessionalRow[]> =>
  connection.query<ProfessionalRow>({ text: searchColleaguesSql, values: [facilityId, containing(words)] })

/** The facilities in whose name every word stands, by name. */
export const searchFacilities = (
  connection: Connection,
  words: readonly string[],
  limit: number,
): Promise<{ id: string; name: string }[]> =>
  connection.query({ text: searchFacilitiesSql, values: [containing(words), limit] })

/** The facilities with these ids, in no order. */
export const selectFacilities = (
  connection: Connection,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> =>
  connection.query({ name: 'identity-facilities', text: selectFacilitiesSql, values: [ids] })

/** Deletes a person, and every number that led to their space. */
export const deletePerson = async (connection: Connection, spaceId: string): Promise<void> => {
  const text = `with numbers as (delete from directory.identifier where space_id = $1)
    delete from directory.person where space_id = $1`
  await connection.query({ name: 'identity-forget', text, values: [spaceId] })
}

/** Makes identifiers lead to a space, whatever they led to before. */
export const upsertIdentifiers = async (
  connection: Connection,
  spaceId: string,
  insHashes: readonly Buffer[],
): Promise<void> => {
  const text = `insert into directory.identifier (ins_hash, space_id) select hash, $1 from unnest($2::bytea[]) as given (hash)
    on conflict (ins_hash) do update set space_id = excluded.space_id`
  await connection.query({ name: 'identity-lead', text, values: [spaceId, insHashes] })
}

/** Makes identifiers lead nowhere. */
export const deleteIdentifiers = async (connection: Connection, insHashes: readonly Buffer[]): Promise<void> => {
  const text = 'delete from directory.identifier where ins_hash = any($1::bytea[])'
  await connection.query({ text, values: [insHashes] })
}

/** When a professional last read the warning of the law (ISO), or nothing. */
export const selectLawReading = async (connection: Connection, professionalId: string): Promise<string | undefined> => {
  const text = 'select law_read_at as "readAt" from directory.professional where id = $1'
  const statement = { name: 'identity-law-read', text, values: [professionalId] }
  const [row] = await connection.query<{ readAt: string | null }>(statement)
  return row?.readAt ?? undefined
}

/** Notes that a professional has read the warning of the law. */
export const updateLawReading = async (connection: Connection, professionalId: string, at: string): Promise<void> => {
  const text = 'update directory.professional set law_read_at = $2 where id = $1'
  await connection.query({ text, values: [professionalId, at] })
}
