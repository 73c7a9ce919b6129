import { createHash, randomBytes } from 'node:crypto'
import { insKey, insRules } from '../src/areas/identity/index.ts'
import type { Actor, Visitor } from '../src/access/types.ts'
import { loadExamples, type Example, type SubmittedDocument } from '../src/areas/documents/index.ts'
import type { Database } from '../src/platform/database/database.ts'
import { randomId } from '../src/platform/ids.ts'
import type { Identifier } from '../src/reference/document-entry.ts'
import { loadCast } from '../src/reference/load-cast.ts'
import type { Carnet } from '../src/startup.ts'
import { openRegistered, registerPersons, type ListedPerson } from '../src/startup/register-persons.ts'

/** A generated person: their national identifier of the test system, and their space. */
export interface Patient {
  ins: Identifier
  spaceId: string
}

const system = 'urn:oid:1.2.250.1.213.1.4.10'

const insOf = (index: number): Identifier => {
  const body = `1${String(50 + (index % 50))}0175${String(100_000 + index)}`
  return { system, value: `${body}${insKey(body, insRules) ?? ''}` }
}

const doctorId = (): string => loadCast().professionals.find(({ name }) => name === 'dr-moreau')?.id ?? ''

/** Registers invented persons and opens their spaces through the use-cases, all with the cast's general practitioner as treating doctor. `batch` keeps those of two calls apart. */
export const enrolPatients = async (carnet: Carnet, count: number, batch: number): Promise<Patient[]> => {
  const persons: ListedPerson[] = []
  for (let index = batch * count; index < (batch + 1) * count; index += 1) {
    const ins = insOf(index)
    const traits = {
      birthFamily: `ESSAI-${index}`,
      birthGiven: ['CAMILLE'],
      gender: 'male' as const,
      birthDate: `19${50 + (index % 50)}-01-15`,
      birthPlace: '75101',
    }
    persons.push({ ins, traits, facts: { ties: [{ partyId: doctorId(), kind: 'treating-doctor' }] } })
  }
  await registerPersons(carnet, persons)
  const patients: Patient[] = []
  for (const person of persons) patients.push({ ins: person.ins, spaceId: await openRegistered(carnet, person) })
  return patients
}

/** The general practitioner has looked at each of them before today: nobody here is a new person. */
export const introduceDoctor = async (superuser: Database, patients: readonly Patient[]): Promise<void> => {
  await superuser.query({
    text: 'insert into access.acquaintance (space_id, party_id) select unnest($1::uuid[]), $2 on conflict do nothing',
    values: [patients.map(({ spaceId }) => spaceId), doctorId()],
  })
}

/** The general practitioner who treats every generated person. */
export const findDoctor = async ({ identity }: Carnet): Promise<Actor> => {
  const doctor = await identity.findProfessional(doctorId())
  if (!doctor) throw new Error('the cast is not loaded')
  return doctor
}

/** The cast's laboratory software. */
export const findLaboratory = async ({ identity }: Carnet): Promise<Actor> => {
  const software = loadCast().software.find(({ name }) => name === 'laboratory')
  const actor = await identity.findSoftware(software?.clientId ?? '', software?.secret ?? '')
  if (!actor) throw new Error('the cast is not loaded')
  return actor
}

/** An OID that nobody has: a UUID as a decimal number under 2.25. */
export const freshOid = (): string => `2.25.${BigInt(`0x${randomId().replaceAll('-', '')}`)}`

/** An example rewritten for another person, under a unique id of its own. */
export const exampleFor = ({ bytes, metadata, patient }: Example, ins: Identifier): SubmittedDocument => {
  const oid = freshOid()
  const text = bytes
    .toString('utf8')
    .replaceAll(patient.value, ins.value)
    .replace(metadata.uniqueId.replace('urn:oid:', ''), oid)
  return {
    metadata: { ...metadata, uniqueId: `urn:oid:${oid}`, sourcePatient: { identifiers: [ins] } },
    content: { bytes: Buffer.from(text) },
    field: 'bench',
  }
}

const visitorFor = (actor: Actor): Visitor => ({ actor, authLevel: 'substantial', origin: { channel: 'fhir' } })

const submit = async (carnet: Carnet, patient: Patient, documents: SubmittedDocument[]) =>
  carnet.documents.submitDocuments(visitorFor(await findLaboratory(carnet)), {
    patient: patient.ins,
    documents,
    supersedes: [],
    messageHash: createHash('sha256').update(randomBytes(32)).digest(),
  })

/** Fills records with our own examples, in turn, one submission each. */
export const fillRecords = async (carnet: Carnet, patients: readonly Patient[], count: number): Promise<void> => {
  const examples = loadExamples(carnet.reference)
  for (const patient of patients) {
    const chosen = Array.from({ length: count }, (_, index) => examples[index % examples.length])
    await submit(
      carnet,
      patient,
      chosen.flatMap((example) => (example ? [exampleFor(example, patient.ins)] : [])),
    )
  }
}

/** Deposits letters of so many words each, a hundred at once; a laboratory report in every tenth place. */
export const fillWithLetters = async (
  carnet: Carnet,
  patient: Patient,
  { count, words }: { count: number; words: readonly string[] },
): Promise<void> => {
  const examples = loadExamples(carnet.reference)
  const [letter] = examples
  const report = examples.find(({ metadata }) => metadata.title === 'Bilan sanguin de suivi')
  if (!letter || !report) throw new Error('no example')
  const documents = Array.from({ length: count }, (_, index): SubmittedDocument => {
    const one = exampleFor(index % 10 === 0 ? report : letter, patient.ins)
    if (index % 10 === 0) return one
    const bytes = Buffer.from(words.map((_word, at) => words[(at * (index + 7)) % words.length]).join(' '))
    return { ...one, metadata: { ...one.metadata, contentType: 'text/plain' }, content: { bytes } }
  })
  for (let at = 0; at < count; at += 100) await submit(carnet, patient, documents.slice(at, at + 100))
}

// A JPEG says in its frame how large it is: a thousand by a thousand. Spec: ITU-T T.81 B.2.2.
const jpegStart = Buffer.from('ffd8ffc000110803e803e8', 'hex')

/** Deposits files of a size that look like JPEG images, and gives their binary ids. */
export const depositFiles = async (
  carnet: Carnet,
  patient: Patient,
  files: { size: number; count: number },
): Promise<string[]> => {
  const [example] = loadExamples(carnet.reference)
  if (!example) throw new Error('no example')
  const ids: string[] = []
  for (let index = 0; index < files.count; index += 1) {
    const bytes = Buffer.concat([jpegStart, randomBytes(files.size - jpegStart.length)])
    const { metadata } = exampleFor(example, patient.ins)
    const one = { metadata: { ...metadata, contentType: 'image/jpeg' }, content: { bytes }, field: 'bench' }
    const { documents } = await submit(carnet, patient, [one])
    ids.push(...documents.map(({ blobId }) => blobId))
  }
  return ids
}

/** Deposits what the laboratory uploaded ahead, as a document of its type. */
export const nameUpload = async (
  carnet: Carnet,
  patient: Patient,
  { stagedId, contentType }: { stagedId: string; contentType: string },
): Promise<void> => {
  const [example] = loadExamples(carnet.reference)
  if (!example) throw new Error('no example')
  const { metadata } = exampleFor(example, patient.ins)
  await submit(carnet, patient, [{ metadata: { ...metadata, contentType }, content: { stagedId }, field: 'bench' }])
}
