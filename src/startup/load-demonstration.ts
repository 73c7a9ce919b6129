import { createHash } from 'node:crypto'
import { loadExamples } from '../areas/documents/index.ts'
import type { Actor, Visitor } from '../access/types.ts'
import { isMarked, mark } from '../platform/mark.ts'
import { Problem } from '../platform/problem.ts'
import { loadCast, type Cast, type CastHolder } from '../reference/load-cast.ts'
import type { Carnet } from '../startup.ts'
import { castFacilities, castSituation } from './cast-situation.ts'

const loaded = 'demonstration-loaded'

const recordRegisters = async ({ identity }: Carnet, cast: Cast): Promise<void> => {
  const facilities = castFacilities(cast)
  for (const facility of facilities.values()) await identity.recordFacility(facility)
  for (const one of cast.professionals) await identity.recordProfessional(castSituation(cast, one))
  for (const { clientId, title: name, facility, secret } of cast.software) {
    await identity.recordSoftware({ clientId, name, facilityId: facilities.get(facility)?.id ?? '', secret })
  }
}

const openOne = async ({ enrolment }: Carnet, cast: Cast, holder: CastHolder): Promise<void> => {
  const idOf = (name: string) => cast.professionals.find((one) => one.name === name)?.id ?? ''
  const ties = cast.relations
    .filter((relation) => relation.holder === holder.name)
    .map(({ party, kind, since }) => ({ partyId: idOf(party), kind, since }))
  try {
    await enrolment.openSpace({
      ins: holder.ins,
      traits: holder.traits,
      otherSpellings: holder.spellings.map(({ birthFamily, birthGiven }) => ({
        family: birthFamily,
        given: birthGiven.join(' '),
      })),
      ...(holder.mail ? { contact: { email: holder.mail, lang: 'fr' as const } } : {}),
      ties,
    })
  } catch (error) {
    // A first start that was interrupted has made some of them already.
    if (!(error instanceof Problem) || error.reason !== 'person-already-known') throw error
  }
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

/**
 * Loads the cast once, by calling the use-cases: registers, spaces, ties, example documents. Interrupted, it goes on at the next
 * start; every step that is done already is harmless. `examples: false` leaves the spaces empty.
 */
export const loadDemonstration = async (carnet: Carnet, options: { examples?: boolean } = {}): Promise<void> => {
  if (await isMarked(carnet.database.app, loaded)) return
  const cast = loadCast()
  await recordRegisters(carnet, cast)
  for (const holder of cast.holders) await openOne(carnet, cast, holder)
  if (options.examples !== false) await depositExamples(carnet, cast)
  await mark(carnet.database.app, loaded)
  carnet.log.info('demonstration-loaded', { count: cast.holders.length })
}
