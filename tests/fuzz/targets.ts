import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { deflateSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { checkContent } from '../../src/areas/documents/content/check-content.ts'
import { readAtDeposit, readClinicalDocument } from '../../src/areas/documents/clinical-document.ts'
import { readXdm } from '../../src/areas/documents/xdm/read-xdm.ts'
import { dayMeasurement, gatherDays, joinSamples } from '../../src/areas/observations/import/day-rows.ts'
import type { ImportedSample } from '../../src/areas/observations/import/imported.ts'
import { readImport } from '../../src/areas/observations/import/read-import.ts'
import { localInstantIn } from '../../src/areas/observations/import/read-meter-file.ts'
import { readResource } from '../../src/edge/fhir/read-resource.ts'
import { createReference } from '../../src/reference/create-reference.ts'
import { dataFolder } from '../../src/reference/data-file.ts'
import { corpus } from '../support/corpus.ts'
import { fhirXmlOf } from '../support/fhir-xml.ts'
import { activePdfs } from '../support/hostile-files.ts'
import { makePdf, pdfStream } from '../support/make-pdf.ts'
import { makeXdm, makeZipOf } from '../support/make-xdm.ts'
import { certificateTarget } from './certificate-target.ts'
import type { Words } from './mutate.ts'

/** A reader of strangers' bytes, what it is first given, and the words that it turns at. */
export interface Target {
  /** Reads, at once or in a while; a Problem `incorrect` is an answer, anything else that it throws is a crash. */
  read(bytes: Buffer): unknown
  seeds(): Buffer[]
  words: Words
  /** whether inputs are also changed as XML */
  structured: boolean
}

const longestSeed = 16_000

const exampleNames = readdirSync(join(dataFolder, 'examples'))
const examples = (ending: string): Buffer[] =>
  exampleNames.filter((name) => name.endsWith(ending)).map((name) => readFileSync(join(dataFolder, 'examples', name)))

const filesOf = (folder: string, ending: string): Buffer[] => {
  const path = corpus(folder)
  if (path === undefined) return []
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith(ending))
    .map((name) => readFileSync(join(path, name)))
    .filter((bytes) => bytes.length <= longestSeed)
}

const healthExport = `<?xml version="1.0"?><!DOCTYPE HealthData [<!ELEMENT HealthData (Record*)>]><HealthData locale="fr_FR">
<Record type="HKQuantityTypeIdentifierBodyMass" sourceName="Balance" unit="lb" startDate="2026-03-04 08:00:00 +0100" value="154.2"/>
<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Montre" unit="count" startDate="2026-03-04 08:00:00 +0100" value="320"/>
<Record type="HKQuantityTypeIdentifierBloodGlucose" sourceName="x" unit="mg/dL" startDate="2026-03-04 08:00:00 +0100" value="99"><MetadataEntry key="HKBloodGlucoseMealTime" value="1"/></Record>
<Record type="HKQuantityTypeIdentifierBloodPressureSystolic" sourceName="c" unit="mmHg" startDate="2026-03-04 08:00:00 +0100" value="120"/>
<Record type="HKQuantityTypeIdentifierBloodPressureDiastolic" sourceName="c" unit="mmHg" startDate="2026-03-04 08:00:00 +0100" value="80"/></HealthData>`

const meterFile = 'date;heure;systolique;diastolique;pouls\n04/03/2026;08:30;120;80;61\n05/03/2026;8h30;"121";79;\n'

/** Reads to the end, and makes its days, as bringing in a file does. */
const readWholeImport = async (bytes: Buffer): Promise<void> => {
  const samples: ImportedSample[] = []
  for await (const told of readImport(Readable.from([bytes]), localInstantIn('Europe/Paris')))
    for (const one of told) if ('sample' in one) samples.push(one.sample)
  for (const day of gatherDays(samples)) dayMeasurement(day, joinSamples([], day.samples), 'fuzz')
}

const xmlWords: Words = [
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '&#x0;',
  '&#x110000;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?xml version="1.0" encoding="utf-16"?>',
  '<a>',
  '</a>',
  ' xmlns:a="urn:hl7-org:v3"',
  ' nullFlavor="NA"',
  ' xsi:type="IVL_PQ"',
  '<table><tr><td rowspan="9" colspan="9">',
  '<observation classCode="OBS" moodCode="EVN">',
  '<content ID="a"/>',
  '<reference value="#a"/>',
  '\ufeff',
]
const jsonWords: Words = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  'null',
  '\\u0000',
  '\\ud800',
  '"__proto__":',
  '"constructor":',
  '"resourceType":"Observation"',
  '"contained":[',
  '"reference":"#a"',
  '"valueQuantity":{"value":1e999}',
  '"div":"<div>&amp;<table>"',
  '-0',
  '1e400',
]
const fhirXmlWords: Words = [
  ' xmlns="http://hl7.org/fhir"',
  '<contained><Observation>',
  '<resource><Composition>',
  '<div xmlns="http://www.w3.org/1999/xhtml"><p>&amp;',
  '<valueQuantity><value value="1e999"/>',
  '<__proto__ value="a"/>',
  ' value="true"',
]
const fhirXml =
  '<Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/><entry><resource><DocumentReference><status value="current"/><content><attachment><contentType value="text/plain"/><data value="QQ=="/></attachment></content></DocumentReference></resource><request><method value="POST"/><url value="DocumentReference"/></request></entry></Bundle>'
const fhirJson =
  '{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"DocumentReference","status":"current","content":[{"attachment":{"contentType":"text/plain","data":"QQ=="}}]},"request":{"method":"POST","url":"DocumentReference"}}]}'

const reference = createReference()

/** Reads all that a deposit reads of a document, its results and statements with it. */
const readDocumentOf = (type: string) => (bytes: Buffer) => {
  const document = readClinicalDocument(reference, type, bytes)
  return document && readAtDeposit(document, bytes.length)
}

const readMessage = (bytes: Buffer): unknown =>
  readResource({ bytes, format: bytes.subarray(0, 40).includes('<') ? 'xml' : 'json' }, 'Bundle')

const objectStream = makePdf({
  pages: ['Bonjour'],
  objects: new Map([
    [50, pdfStream('/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode', deflateSync('60 0 << /A 1 >>'))],
  ]),
})

/** Every reader of deposited bytes that is ours, and the libraries behind it. */
export const targets: ReadonlyMap<string, Target> = new Map([
  [
    'cda',
    {
      read: readDocumentOf('text/xml'),
      seeds: () => [...examples('.xml'), ...filesOf('cisis-cda/ExemplesCDA', '.xml')],
      words: xmlWords,
      structured: true,
    },
  ],
  [
    'fhir',
    {
      read: readDocumentOf('application/fhir+json'),
      seeds: () => {
        const reports = [...examples('.fhir.json'), ...filesOf('hl7eu-lab', '.json')]
        return [...reports, ...examples('.fhir.json').map(fhirXmlOf)]
      },
      words: [...jsonWords, ...xmlWords, ...fhirXmlWords],
      structured: true,
    },
  ],
  [
    'fhir-message',
    {
      read: readMessage,
      seeds: () => [
        Buffer.from(fhirXml),
        Buffer.from(fhirJson),
        ...filesOf('mhd-cases', '.json'),
        ...filesOf('mhd-cases', '.xml'),
      ],
      words: [...jsonWords, ...xmlWords],
      structured: false,
    },
  ],
  [
    'xdm',
    {
      read: (bytes: Buffer) => readXdm(bytes, 1024 * 1024),
      seeds: () => [
        makeXdm({ document: Buffer.from('<a/>') }),
        makeXdm({ document: Buffer.from('<a/>'), more: [{ name: 'INDEX.HTM', bytes: Buffer.from('x') }] }),
        makeZipOf([]),
      ],
      words: ['PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006', '../', '/', '\\', 'IHE_XDM/SUBSET01/METADATA.XML'],
      structured: false,
    },
  ],
  [
    'import',
    {
      read: readWholeImport,
      seeds: () => [
        Buffer.from(healthExport),
        Buffer.from(zipSync({ 'e/export.xml': Buffer.from(healthExport) })),
        Buffer.from(meterFile),
      ],
      words: [
        ...xmlWords,
        '<Record type="HKQuantityTypeIdentifierHeartRate" ',
        'unit="%" value="0.97"',
        'startDate="2026-03-04 08:00:00 +0100"',
        'PK\u0003\u0004',
        ';',
        '\t',
        '"',
        'systolique',
      ],
      structured: true,
    },
  ],
  ['certificate', certificateTarget],
  [
    'pdf',
    {
      read: (bytes: Buffer) => checkContent('application/pdf', bytes),
      seeds: () => [makePdf({ pages: ['Bonjour'] }), objectStream, ...activePdfs.map(({ bytes }) => bytes)],
      words: [
        'stream\n',
        'stream\r\n',
        'endstream',
        '/ObjStm',
        ' obj',
        '<<',
        '>>',
        '/J#53',
        '/Encrypt',
        '#',
        '%PDF-',
        'xref',
      ],
      structured: false,
    },
  ],
])
