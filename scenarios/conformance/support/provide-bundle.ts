import { randomUUID } from 'node:crypto'
import { writeReference, type Deposit } from './write-reference.ts'

const uri = 'urn:ietf:rfc:3986'
const profiles = 'https://profiles.ihe.net/ITI/MHD/StructureDefinition'

const writeSet = ({ patient }: Deposit, references: readonly string[]): object => ({
  resourceType: 'List',
  contained: [{ resourceType: 'Organization', id: 'sender', name: 'Logiciel déposant' }],
  extension: [
    {
      url: `${profiles}/ihe-designationType`,
      valueCodeableConcept: { coding: [{ system: 'urn:oid:1.2.250.1.213.2.2', code: '07', display: 'Consultation' }] },
    },
    { url: `${profiles}/ihe-sourceId`, valueIdentifier: { system: uri, value: 'urn:oid:1.3.6.1.4.1.99999.7' } },
  ],
  identifier: [{ use: 'usual', system: uri, value: `urn:uuid:${randomUUID()}` }],
  status: 'current',
  mode: 'working',
  code: { coding: [{ system: `https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes`, code: 'submissionset' }] },
  subject: { identifier: patient },
  date: '2026-11-02T09:30:00+01:00',
  source: { reference: '#sender' },
  entry: references.map((reference) => ({ item: { reference } })),
})

const posted = (url: string, fullUrl: string, resource: object) => ({
  fullUrl,
  resource,
  request: { method: 'POST', url },
})

/** A message of ITI-65 as JSON text: a fresh submission set of these documents, each with its bytes or the address they were uploaded to. */
export const provideBundle = (deposits: readonly (Deposit & { uploadedTo?: string })[]): string => {
  const placed = deposits.map((deposit) => ({
    deposit,
    reference: `urn:uuid:${randomUUID()}`,
    binary: deposit.uploadedTo ?? `urn:uuid:${randomUUID()}`,
  }))
  const [first] = deposits
  if (!first) throw new Error('a bundle needs a document')
  const binaries = placed.filter(({ deposit }) => deposit.uploadedTo === undefined)
  const set = writeSet(
    first,
    placed.map(({ reference }) => reference),
  )
  const entry = [
    posted('List', `urn:uuid:${randomUUID()}`, set),
    ...placed.map(({ deposit, reference, binary }) =>
      posted('DocumentReference', reference, writeReference(deposit, { url: binary })),
    ),
    ...binaries.map(({ deposit: { bytes, metadata }, binary }) =>
      posted('Binary', binary, {
        resourceType: 'Binary',
        contentType: metadata.contentType,
        data: bytes.toString('base64'),
      }),
    ),
  ]
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry })
}

/** A message of ITI-105 as JSON text: the document with its bytes inside. */
export const simplifiedPublish = (deposit: Deposit): string =>
  JSON.stringify(writeReference(deposit, { data: deposit.bytes.toString('base64') }))
