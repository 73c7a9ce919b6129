import { createHash, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../access/types.ts'
import type { Connection, Database } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import { displayName } from './rules.ts'
import {
  searchColleagues,
  searchFacilities,
  searchProfessionals,
  selectAllFacilities,
  selectAllSoftware,
  selectApps,
  selectFacilities,
  selectProfessionals,
  selectSoftware,
  upsertFacility,
  upsertProfessional,
  upsertSoftware,
  type FacilityRecord,
  type ProfessionalRow,
  type SoftwareRow,
} from './store.ts'
import type { ProfessionalIdentity } from './types.ts'

type SoftwareActor = Extract<Actor, { kind: 'software' }>
type ProfessionalActor = Extract<Actor, { kind: 'professional' }>

/** Somebody with a place in the public registers, as pages name them; an app, with its publisher as `facility`. `profession` is a code of TRE_G15. */
export interface Party {
  kind: 'professional' | 'facility' | 'app'
  id: string
  name: string
  profession?: string
  facility?: string
}

/** Software to be known to the authorization server. `secret` is shown to its facility once and kept as a hash. */
export interface NewSoftware {
  clientId: string
  name: string
  facilityId: string
  secret: string
  /** where who runs it is written to */
  mail?: string
}

/** Professionals, facilities and their software: what public registers say, in clear. */
export interface Directory {
  recordFacility(facility: FacilityRecord, connection?: Connection): Promise<void>
  recordProfessional(professional: ProfessionalIdentity, connection?: Connection): Promise<Actor>
  /** The facility must be recorded first for its name to show. Problem `incorrect` for a secret under 32 characters. */
  recordSoftware(software: NewSoftware, connection?: Connection): Promise<void>
  findSoftware(clientId: string, secret: string): Promise<Actor | undefined>
  /** The software and the hash of its secret, for the authorization server. */
  findClient(clientId: string): Promise<{ actor: SoftwareActor; secretHash: Buffer } | undefined>
  findProfessional(id: string): Promise<ProfessionalActor | undefined>
  /** A professional's names apart, as documents write them, and their know-how. */
  describeProfessional(id: string): Promise<ProfessionalIdentity | undefined>
  /** Where a professional is written to, where the register says so. */
  findProfessionalMail(id: string): Promise<string | undefined>
  findFacility(id: string): Promise<{ id: string; name: string } | undefined>
  /** Where who runs a software is written to, where the directory says so. */
  findSoftwareMail(clientId: string): Promise<string | undefined>
  /** Every facility, and every software, by name. */
  listFacilities(): Promise<FacilityRecord[]>
  listSoftware(): Promise<{ id: string; name: string }[]>
  /** Names of professionals, facilities and apps for display; an id that nobody has is absent from the map. */
  findParties(ids: readonly string[]): Promise<Map<string, Party>>
  /** Professionals and facilities whose name holds every word given, whatever the case; a few at most, by name. */
  searchParties(name: string): Promise<Party[]>
  /** Facilities alone whose name holds every word given, whatever the case; a few at most, by name. */
  searchFacilities(name: string): Promise<{ id: string; name: string }[]>
  /** The professionals of a facility whose name holds every word given; three at most, enough to tell one from several. */
  findColleagues(facilityId: string, name: string): Promise<ProfessionalActor[]>
}

const minimumSecretLength = 32

/** The hash under which a software's secret is kept. The secret is random and long, so one round is enough. */
export const softwareSecretHash = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest()

const toSoftware = (row: SoftwareRow): SoftwareActor => ({
  kind: 'software',
  id: row.client_id,
  name: row.name,
  facility: { id: row.facility_id, name: row.facility_name },
})

const toProfessional = (row: ProfessionalRow): ProfessionalActor => ({
  kind: 'professional',
  id: row.id,
  name: displayName(row.given, row.family),
  profession: row.profession,
  ...(row.savoir_faire === null ? {} : { savoirFaire: row.savoir_faire }),
  ...(row.facility_id === null ? {} : { facility: { id: row.facility_id, name: row.facility_name ?? '' } }),
})

const writeProfessional = async (connection: Connection, one: ProfessionalIdentity): Promise<Actor> => {
  if (one.facility !== undefined) await upsertFacility(connection, one.facility)
  const row: ProfessionalRow = {
    id: one.id,
    family: one.family,
    given: one.given,
    profession: one.profession,
    savoir_faire: one.savoirFaire ?? null,
    facility_id: one.facility?.id ?? null,
    facility_name: one.facility?.name ?? null,
    mail: one.mail ?? null,
  }
  await upsertProfessional(connection, row)
  return toProfessional(row)
}

const writeSoftware = async (connection: Connection, software: NewSoftware): Promise<void> => {
  if (software.secret.length < minimumSecretLength)
    throw new Problem('incorrect', 'software-secret-too-short', { details: { minimum: minimumSecretLength } })
  const { clientId, name, facilityId, secret, mail } = software
  const secretHash = softwareSecretHash(secret)
  const row = { client_id: clientId, name, facility_id: facilityId, secret_hash: secretHash, mail: mail ?? null }
  await upsertSoftware(connection, row)
}

/** As many as one looks through. */
const mostFound = 20

const partyOf = (row: ProfessionalRow): Party => {
  const { kind, id, name, profession, facility } = toProfessional(row)
  return { kind, id, name, profession, ...(facility === undefined ? {} : { facility: facility.name }) }
}

const nameWords = (name: string): string[] => name.trim().split(/\s+/).slice(0, 6)

const searchParties = async (database: Database, name: string): Promise<Party[]> => {
  const words = nameWords(name)
  if (words.join('').length < 2) return []
  const [professionals, facilities] = await Promise.all([
    searchProfessionals(database, words, mostFound),
    searchFacilities(database, words, mostFound),
  ])
  const found = facilities.map(({ id, name: title }): Party => ({ kind: 'facility', id, name: title }))
  return [...professionals.map(partyOf), ...found].slice(0, mostFound)
}

const searchPlaces = async (database: Database, name: string): Promise<{ id: string; name: string }[]> => {
  const words = nameWords(name)
  return words.join('').length < 2 ? [] : searchFacilities(database, words, mostFound)
}

const readParties = async (database: Database, ids: readonly string[]): Promise<Map<string, Party>> => {
  const [professionals, facilities, apps] = await Promise.all([
    selectProfessionals(database, ids),
    selectFacilities(database, ids),
    selectApps(database, ids),
  ])
  const parties = new Map<string, Party>()
  for (const { clientId: id, name, publisher } of apps) parties.set(id, { kind: 'app', id, name, facility: publisher })
  for (const { id, name } of facilities) parties.set(id, { kind: 'facility', id, name })
  for (const row of professionals) parties.set(row.id, partyOf(row))
  return parties
}

/** The directory of professionals, facilities and software, over a database. */
export const createDirectory = (database: Database): Directory => ({
  recordFacility: (facility, connection = database) => upsertFacility(connection, facility),
  recordProfessional: (professional, connection = database) => writeProfessional(connection, professional),
  recordSoftware: (software, connection = database) => writeSoftware(connection, software),
  findSoftware: async (clientId, secret) => {
    const row = await selectSoftware(database, clientId)
    // An unknown client is compared too, with bytes no secret hashes to, so that both answers take the same steps.
    const matches = timingSafeEqual(softwareSecretHash(secret), row?.secret_hash ?? Buffer.alloc(32))
    return row !== undefined && matches ? toSoftware(row) : undefined
  },
  findClient: async (clientId) => {
    const row = await selectSoftware(database, clientId)
    return row && { actor: toSoftware(row), secretHash: row.secret_hash }
  },
  describeProfessional: async (id) => {
    const [row] = await selectProfessionals(database, [id])
    if (row === undefined) return undefined
    const { family, given, profession, savoir_faire: savoirFaire } = row
    return { id, family, given, profession, ...(savoirFaire === null ? {} : { savoirFaire }) }
  },
  findProfessional: async (id) => {
    const [row] = await selectProfessionals(database, [id])
    return row && toProfessional(row)
  },
  findProfessionalMail: async (id) => (await selectProfessionals(database, [id]))[0]?.mail ?? undefined,
  findFacility: async (id) => (await selectFacilities(database, [id]))[0],
  findSoftwareMail: async (clientId) => (await selectSoftware(database, clientId))?.mail ?? undefined,
  listFacilities: () => selectAllFacilities(database),
  listSoftware: () => selectAllSoftware(database),
  findParties: (ids) => readParties(database, ids),
  searchParties: (name) => searchParties(database, name),
  searchFacilities: (name) => searchPlaces(database, name),
  findColleagues: async (facilityId, name) => {
    const words = nameWords(name)
    if (words.join('').length < 2) return []
    return (await searchColleagues(database, facilityId, words)).map(toProfessional)
  },
})
