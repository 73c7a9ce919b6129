import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { loadExamples } from '../areas/documents/index.ts'
import type { Actor, Visitor } from '../access/types.ts'
import { isMarked, mark } from '../platform/mark.ts'
import { Problem } from '../platform/problem.ts'
import { dataFolder } from '../reference/data-file.ts'
import { loadCast, type Cast, type CastHolder } from '../reference/load-cast.ts'
import type { Carnet } from '../startup.ts'
import { loadCampaign } from './load-campaign.ts'
import { castFacilities, castSituation } from './cast-situation.ts'
import { adoptSpace, openRegistered, registerPersons, type ListedPerson } from './register-persons.ts'

const loaded = 'demonstration-loaded'
const registered = 'demonstration-registered'

const recordRegisters = async ({ identity }: Carnet, cast: Cast): Promise<void> => {
  const facilities = castFacilities(cast)
  for (const facility of facilities.values()) await identity.recordFacility(facility)
  for (const one of cast.professionals)
    await identity.recordProfessional({ ...castSituation(cast, one), mail: one.mail })
  for (const { clientId, title: name, facility, secret, mail } of cast.software) {
    await identity.recordSoftware({ clientId, name, facilityId: facilities.get(facility)?.id ?? '', secret, mail })
  }
  for (const { clientId, title: name, publisher, redirectUri, oid } of cast.apps)
    await identity.recordApp({ clientId, name, publisher, redirectUris: [redirectUri], oid })
}

const listedOf = (cast: Cast, holder: CastHolder): ListedPerson => {
  const idOf = (name: string) => cast.professionals.find((one) => one.name === name)?.id ?? ''
  const parents = cast.parents.flatMap(({ representative, child }) =>
    child === holder.name ? cast.holders.filter(({ name }) => name === representative) : [],
  )
  const ties = cast.relations
    .filter((relation) => relation.holder === holder.name)
    .map(({ party, kind, since }) => ({ partyId: idOf(party), kind, since }))
  const otherSpellings = holder.spellings.map(({ birthFamily, birthGiven }) => ({
    family: birthFamily,
    given: birthGiven.join(' '),
  }))
  return {
    ins: holder.ins,
    traits: holder.traits,
    ...(holder.mail ? { email: holder.mail } : {}),
    parents: parents.map(({ ins }) => ins),
    facts: { ties, otherSpellings },
  }
}

/**
 * Brings the cast into the register and opens their spaces. A home written before there was a register holds spaces that it does
 * not know: those are noted in it, as open and entered.
 */
const openSpaces = async (carnet: Carnet, cast: Cast): Promise<void> => {
  if (await isMarked(carnet.database.app, registered)) return
  const persons = cast.holders.map((holder) => listedOf(cast, holder))
  await registerPersons(carnet, persons)
  for (const person of persons) {
    const spaceId = await carnet.identity.findSpaceByIns(person.ins)
    if (spaceId === undefined) await openRegistered(carnet, person)
    else await adoptSpace(carnet, person.ins, spaceId)
  }
  await mark(carnet.database.app, registered)
}

const visitorFor = (actor: Actor): Visitor => ({ actor, authLevel: 'substantial', origin: { channel: 'fhir' } })

/** The project's own example documents, deposited as a laboratory's or hospital's software would. */
const depositExamples = async (carnet: Carnet, cast: Cast): Promise<void> => {
  for (const { bytes, metadata, patient, depositor } of loadExamples(carnet.reference)) {
    const secret = cast.software.find(({ name }) => name === depositor)?.secret ?? ''
    const actor = await carnet.identity.findSoftware(depositor, secret)
    if (!actor) throw new Problem('fault', 'unexpected-fault')
    await carnet.documents.submitDocuments(visitorFor(actor), {
      patient,
      documents: [{ metadata, content: { bytes }, field: depositor }],
      supersedes: [],
      messageHash: createHash('sha256').update(bytes).digest(),
    })
  }
}

/** The project's own example files, as feeds send them. A line of a day that has not come yet, by this clock, is left. */
const feedExamples = async ({ careHistory }: Carnet): Promise<void> => {
  for (const feed of ['insurer', 'laboratories'])
    await careHistory.importCare({
      feed,
      pieces: createReadStream(join(dataFolder, 'care', `example-${feed}.ndjson`)),
      onFlaws: async () => {},
    })
}

/**
 * Loads the cast once, by calling the use-cases: registers, spaces, ties, example documents. Interrupted, it goes on at the next
 * start; every step that is done already is harmless. `examples: false` leaves the spaces empty.
 */
export const loadDemonstration = async (carnet: Carnet, options: { examples?: boolean } = {}): Promise<void> => {
  const cast = loadCast()
  await openSpaces(carnet, cast)
  await loadCampaign(carnet)
  if (await isMarked(carnet.database.app, loaded)) return
  await recordRegisters(carnet, cast)
  if (options.examples !== false) {
    await depositExamples(carnet, cast)
    await feedExamples(carnet)
  }
  await mark(carnet.database.app, loaded)
  carnet.log.info('demonstration-loaded', { count: cast.holders.length })
}
