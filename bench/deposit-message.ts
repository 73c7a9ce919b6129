import { createHash } from 'node:crypto'
import { loadExamples } from '../src/areas/documents/index.ts'
import { terms } from '../src/edge/fhir/terms.ts'
import { writeDocumentReference } from '../src/edge/fhir/write-document-reference.ts'
import { randomId } from '../src/platform/ids.ts'
import type { Carnet } from '../src/startup.ts'
import { freshOid, type Patient } from './population.ts'

/** Makes the body of one ITI-65 transaction for a patient; `replaces` is the id of an earlier document of theirs. */
export type MakeMessage = (patient: Patient, replaces?: string) => Buffer

const wantedBytes = 25_000

/** Our own laboratory report with more result rows, so that it weighs what a French biology report does. */
const longReport = (text: string): string => {
  const row = (n: number) =>
    `<tr><td>Examen complémentaire ${n}</td><td>${n},5 mmol/L</td><td>${n},0 à ${n + 2},0</td></tr>`
  let rows = ''
  for (let n = 1; Buffer.byteLength(text) + Buffer.byteLength(rows) < wantedBytes; n += 1) rows += row(n)
  return text.replace('</tbody>', `${rows}</tbody>`)
}

const listType = terms.listTypes[0] ?? ''

const submissionSet = () => ({
  resourceType: 'List',
  meta: { profile: [terms.profiles.submissionSet] },
  contained: [{ resourceType: 'Organization', id: 'lab', name: 'Laboratoire des Quatre Vents' }],
  extension: [
    {
      url: terms.extensions.sourceId,
      valueIdentifier: { value: 'urn:oid:2.25.337116421261552267296316865440030792027' },
    },
    {
      url: terms.extensions.designationType,
      valueCodeableConcept: {
        coding: [{ system: 'https://mos.esante.gouv.fr/NOS/TRE_A02-ProfessionSavFaire-CISIS/FHIR', code: '07' }],
      },
    },
  ],
  identifier: [{ use: 'usual', system: terms.uriSystem, value: 'urn:oid:@@SET@@' }],
  status: 'current',
  mode: 'working',
  title: 'Bilan',
  code: { coding: [{ system: listType, code: 'submissionset' }] },
  subject: { identifier: { system: '@@SYSTEM@@', value: '@@INS@@' } },
  date: '2026-09-14T16:30:00+02:00',
  source: { reference: '#lab' },
  entry: [{ item: { reference: 'urn:uuid:@@ENTRY@@' } }],
})

/** The template as what stands before, between and after the places to fill, with the places' names in between. */
const cut = (template: string): string[] => template.split(/@@(\w+)@@/)

const fill = (parts: readonly string[], values: Readonly<Record<string, string>>): string =>
  parts.map((part, index) => (index % 2 === 0 ? part : (values[part] ?? ''))).join('')

const referenceTemplate = (carnet: Carnet, example: ReturnType<typeof loadExamples>[number]): object => {
  const { entryUuid: _uuid, ...metadata } = example.metadata
  const reference = writeDocumentReference(
    {
      ...metadata,
      facilityType: metadata.facilityType ?? { system: 'urn:oid:1.2.250.1.71.4.2.4', code: 'SA25' },
      practiceSetting: metadata.practiceSetting ?? { system: 'urn:oid:1.2.250.1.213.1.1.4.9', code: 'AMBULATOIRE' },
      sourcePatient: { ...metadata.sourcePatient, identifiers: [{ system: '@@SYSTEM@@', value: '@@INS@@' }] },
      uniqueId: 'urn:oid:@@UNIQUE@@',
      id: 'x',
      spaceId: 'x',
      version: 1,
      entryUuid: 'urn:uuid:@@ENTRY@@',
      logicalUuid: 'urn:uuid:@@ENTRY@@',
      submissionId: 'x',
      blobId: 'x',
      size: 999_999,
      hash: '@@HASH@@',
      depositedAt: '',
      depositedBy: { id: 'x', name: 'x' },
      warnings: [],
      references: [],
    },
    { baseUrl: '', codes: carnet.reference },
  )
  const { id: _id, content, ...kept } = reference
  const [first] = content
  return {
    '@@RELATES@@': 0,
    ...kept,
    subject: { identifier: { system: '@@SYSTEM@@', value: '@@INS@@' } },
    content: [{ ...first, attachment: { ...first?.attachment, url: 'urn:uuid:@@BINARY@@' } }],
  }
}

const relation = (replaces: string | undefined): string =>
  replaces === undefined
    ? ''
    : `"relatesTo":[{"code":"replaces","target":{"reference":"DocumentReference/${replaces}"}}],`

/** Prepares the messages of the deposit workload: new ids inside each, the document's own header included. */
export const createMakeMessage = (carnet: Carnet): MakeMessage => {
  const example = loadExamples(carnet.reference)[0]
  if (!example) throw new Error('no example')
  const oid = example.metadata.uniqueId.replace('urn:oid:', '')
  const report = cut(
    longReport(example.bytes.toString('utf8')).replaceAll(example.patient.value, '@@INS@@').replace(oid, '@@UNIQUE@@'),
  )
  const entry = (fullUrl: string, resource: object, url: string) => ({
    fullUrl,
    resource,
    request: { method: 'POST', url },
  })
  const bundle = cut(
    JSON.stringify({
      resourceType: 'Bundle',
      meta: { profile: ['https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Comprehensive.ProvideBundle'] },
      type: 'transaction',
      entry: [
        entry('urn:uuid:@@LIST@@', submissionSet(), 'List'),
        entry('urn:uuid:@@ENTRY@@', referenceTemplate(carnet, example), 'DocumentReference'),
        entry('urn:uuid:@@BINARY@@', { resourceType: 'Binary', contentType: 'text/xml', data: '@@DATA@@' }, 'Binary'),
      ],
    })
      .replace('"@@RELATES@@":0,', '@@RELATES@@')
      .replace('999999', '@@SIZE@@'),
  )
  return ({ ins }, replaces) => {
    const unique = freshOid()
    const bytes = Buffer.from(fill(report, { INS: ins.value, UNIQUE: unique }))
    const values = {
      SYSTEM: ins.system,
      INS: ins.value,
      UNIQUE: unique,
      SET: freshOid(),
      LIST: randomId(),
      ENTRY: randomId(),
      BINARY: randomId(),
      SIZE: String(bytes.length),
      HASH: createHash('sha1').update(bytes).digest('base64'),
      DATA: bytes.toString('base64'),
      RELATES: relation(replaces),
    }
    return Buffer.from(fill(bundle, values))
  }
}
