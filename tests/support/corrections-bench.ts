import { createHash } from 'node:crypto'
import type { Visitor } from '../../src/access/types.ts'
import { insKey, insRules, type Traits } from '../../src/areas/identity/index.ts'
import type { Approved } from '../../src/areas/enrolment/index.ts'
import { randomId } from '../../src/platform/ids.ts'
import { loadExamples } from '../../src/areas/documents/index.ts'
import type { Identifier } from '../../src/reference/document-entry.ts'
import { openRegistered, registerPersons } from '../../src/startup/register-persons.ts'
import type { Installation } from './installation.ts'

const testSystem = 'urn:oid:1.2.250.1.213.1.4.10'

/** An invented number with its right key; the same `n` gives the same one. */
export const inventedIns = (n: number): Identifier => {
  const body = `2800575${String(n).padStart(6, '0')}`
  return { system: testSystem, value: body + (insKey(body, insRules) ?? '') }
}

/** Traits of an invented woman of 1980. */
export const inventedTraits = (family: string): Traits => ({
  birthFamily: family,
  birthGiven: ['ANNE'],
  gender: 'female',
  birthDate: '1980-05-04',
  birthPlace: '75113',
})

const staff = (id: string, roles: readonly ('operator' | 'reviewer')[]): Visitor => ({
  actor: { kind: 'staff', id, name: id.toUpperCase(), roles },
  authLevel: 'substantial',
  origin: { channel: 'cli' },
})

/** One asks, another confirms. */
export const approved: Approved = { asked: staff('operator', ['operator']), confirmed: staff('reviewer', ['reviewer']) }

/** The software that deposits in these tests. */
export const software: Visitor = {
  actor: {
    kind: 'software',
    id: 'laboratory',
    name: 'Laboratoire',
    facility: { id: '1750000001', name: 'Laboratoire' },
  },
  authLevel: 'substantial',
  origin: { channel: 'fhir' },
}

/** The holder of a space. */
export const holderOf = (spaceId: string): Visitor => ({
  actor: { kind: 'holder', id: spaceId, name: 'Anne' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
})

/** A professional by their number. */
export const doctor = (id: string): Visitor => ({
  actor: { kind: 'professional', id, name: `Docteur ${id}`, profession: '10' },
  authLevel: 'substantial',
  origin: { channel: 'fhir' },
})

/** Registers an invented person; gives their id. */
export const registerInvented = async (
  { carnet }: Installation,
  n: number,
  family = `FAMILLE${'ABCDEFGHIJ'.charAt(n % 10)}`,
): Promise<string> => {
  await registerPersons(carnet, [{ ins: inventedIns(n), traits: inventedTraits(family), email: `p${n}@example.org` }])
  return (await carnet.register.findPersonByIns(inventedIns(n)))?.id ?? ''
}

/** Registers an invented person and opens their space; gives both ids. */
export const openInvented = async (
  installation: Installation,
  n: number,
  family?: string,
): Promise<{ personId: string; spaceId: string }> => {
  const personId = await registerInvented(installation, n, family)
  const listed = { ins: inventedIns(n), traits: inventedTraits(family ?? 'X') }
  return { personId, spaceId: await openRegistered(installation.carnet, listed) }
}

/** A plain text of the kind that the first code lists name. */
export const plainText = ({ reference }: Pick<Installation['carnet'], 'reference'>) => {
  const [example] = loadExamples(reference)
  if (example === undefined) throw new Error('no example')
  const { type, documentClass, format } = example.metadata
  const at = '2026-03-05T10:00:00+01:00'
  return {
    status: 'current',
    archived: false,
    type,
    documentClass,
    format,
    contentType: 'text/plain',
    createdAt: at,
    datedAt: at,
  } as const
}

/** Deposits a small text for a number; gives its unique id. */
export const depositFor = async (
  { carnet }: Installation,
  patient: Identifier,
  given: {
    uniqueId?: string
    hidden?: boolean
    withheld?: boolean
    secret?: boolean
    authorId?: string
    title?: string
  } = {},
): Promise<string> => {
  const uniqueId = given.uniqueId ?? `urn:uuid:${randomId()}`
  await carnet.documents.submitDocuments(software, {
    patient,
    documents: [
      {
        metadata: {
          ...plainText(carnet),
          confidentiality: [],
          events: [],
          references: [],
          relatesTo: [],
          uniqueId,
          title: given.title ?? `Titre ${uniqueId.slice(-4)}`,
          visibility: {
            hidden: given.hidden ?? false,
            withheld: given.withheld ?? false,
            hiddenFromRepresentatives: given.secret ?? false,
          },
          authors: given.authorId
            ? [
                {
                  id: { system: 'urn:oid:1.2.250.1.71.4.2.1', value: given.authorId },
                  person: { family: 'A', given: 'B' },
                },
              ]
            : [],
          sourcePatient: { identifiers: [patient] },
        },
        content: { bytes: Buffer.from(`contenu ${uniqueId}`) },
        field: 'document',
      },
    ],
    supersedes: [],
    messageHash: createHash('sha256').update(uniqueId).update(patient.value).digest(),
  })
  return uniqueId
}

/** Unique ids of what a holder finds in a space and can open, sorted; nothing where the space lets nobody in. */
export const readableBy = async ({ carnet }: Installation, spaceId: string): Promise<string[]> => {
  const page = await carnet.documents
    .listDocuments(holderOf(spaceId), { spaceId }, { count: 100 })
    .catch(() => ({ entries: [] }))
  const ids: string[] = []
  for (const { id, uniqueId } of page.entries) {
    const { stream } = await carnet.documents.openContent(holderOf(spaceId), id, { anyVersion: true })
    const bytes = Buffer.concat(await stream.toArray()).toString()
    if (bytes === `contenu ${uniqueId}`) ids.push(uniqueId)
  }
  return ids.toSorted()
}
