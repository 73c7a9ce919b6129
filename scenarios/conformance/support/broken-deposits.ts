import { changed } from '../../../tests/support/json-path.ts'
import { freshExample, rewritten, type OwnDeposit } from './own-deposits.ts'
import { provideBundle } from './provide-bundle.ts'

/** A message that must be refused: how it is broken, and what its refusal must name. */
export interface BrokenDeposit {
  name: string
  write: () => string
  /** one of the codes of the OperationOutcome: IHE's word or our reason */
  code: string
  /** ends the path of the element at fault */
  field: RegExp
}

const letter = (): OwnDeposit => freshExample('discharge-letter.xml')

const withBytes = (change: (deposit: OwnDeposit) => OwnDeposit) => (): string => provideBundle([change(letter())])

const withMessage = (edits: Record<string, unknown>) => (): string => changed(provideBundle([letter()]), edits)

const root = /<ClinicalDocument /

const bomb = Array.from({ length: 9 }, (_, at) => `<!ENTITY b${at + 1} "${`&b${at};`.repeat(10)}">`).join('')

const attachment = 'entry.1.resource.content.0.attachment'
const inAttachment = /content\[0\]\.attachment/

const elsewhere = (value: string, system = 'urn:oid:1.2.250.1.213.1.4.10') => ({
  'entry.0.resource.subject.identifier': { system, value },
  'entry.1.resource.subject.identifier': { system, value },
  'entry.1.resource.contained.0.identifier': [{ system, value }],
})

const content = (name: string, change: (deposit: OwnDeposit) => OwnDeposit): BrokenDeposit => ({
  name,
  write: withBytes(change),
  code: 'InvalidDocumentContent',
  field: inAttachment,
})

const typed =
  (contentType: string, text: string) =>
  (deposit: OwnDeposit): OwnDeposit => ({
    ...deposit,
    bytes: Buffer.from(text, 'latin1'),
    metadata: { ...deposit.metadata, contentType },
  })

const scripted =
  '%PDF-1.4\n1 0 obj << /Type /Catalog /OpenAction << /S /JavaScript /JS (x) >> >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF'

/** Bytes that are not what they should be. */
export const brokenContents: readonly BrokenDeposit[] = [
  content('a DOCTYPE', (one) => rewritten(one, root, '<!DOCTYPE ClinicalDocument><ClinicalDocument ')),
  content('an external entity', (one) =>
    rewritten(one, root, '<!DOCTYPE ClinicalDocument [<!ENTITY x SYSTEM "file:///etc/hostname">]><ClinicalDocument '),
  ),
  content('an entity bomb', (one) =>
    rewritten(one, root, `<!DOCTYPE ClinicalDocument [<!ENTITY b0 "x">${bomb}]><ClinicalDocument `),
  ),
  content('a document cut in the middle', (one) => ({ ...one, bytes: one.bytes.subarray(0, one.bytes.length / 2) })),
  content('another namespace', (one) => rewritten(one, 'urn:hl7-org:v3', 'urn:hl7-org:v2')),
  content('no custodian', (one) => rewritten(one, /<custodian>[\s\S]*<\/custodian>/, '')),
  content('an element that CDA does not know', (one) => rewritten(one, '<title>', '<priority/><title>')),
  content('a date in another form', (one) =>
    rewritten(one, '<effectiveTime value="20260423114500+0200"/>', '<effectiveTime value="2026-04-23"/>'),
  ),
  content('a style sheet beside no document', (one) => ({ ...one, bytes: Buffer.from('<html/>') })),
  content('no bytes at all', (one) => ({ ...one, bytes: Buffer.alloc(0) })),
  content('a PDF that runs a script', typed('application/pdf', scripted)),
  content('a picture that says it is a PDF', typed('application/pdf', '\x89PNG\r\n\x1a\n')),
  content('a web page', typed('text/html', '<html><script>x</script></html>')),
]

/** Messages that say what is not so. */
export const brokenMessages: readonly BrokenDeposit[] = [
  {
    name: 'a hash of other bytes',
    write: withMessage({ [`${attachment}.hash`]: '2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }),
    code: 'XDSNonIdenticalHash',
    field: /attachment\.hash$/,
  },
  {
    name: 'a size of one byte less',
    write: withMessage({ [`${attachment}.size`]: 1 }),
    code: 'XDSNonIdenticalSize',
    field: /attachment\.size$/,
  },
  {
    name: 'an unknown document type',
    write: withMessage({ 'entry.1.resource.type.coding.0.code': 'zzz' }),
    code: 'XDSRegistryMetadataError',
    field: /\.type$/,
  },
  {
    name: 'an unknown class',
    write: withMessage({ 'entry.1.resource.category.0.coding.0.code': 'zz' }),
    code: 'XDSRegistryMetadataError',
    field: /\.category$/,
  },
  {
    name: 'a wrong INS key',
    write: withMessage(elsewhere('279035121518980')),
    code: 'XDSUnknownPatientId',
    field: /subject|identifier/,
  },
  {
    name: 'a production identity in a demonstration',
    write: withMessage(elsewhere('279035121518989', 'urn:oid:1.2.250.1.213.1.4.8')),
    code: 'XDSUnknownPatientId',
    field: /subject|identifier/,
  },
  {
    name: "another patient's document",
    write: withMessage(elsewhere('181072A00412390')),
    code: 'XDSPatientIdDoesNotMatch',
    field: inAttachment,
  },
  {
    name: 'a set for one patient and a document for another',
    write: withMessage({ 'entry.1.resource.subject.identifier.value': '181072A00412390' }),
    code: 'XDSPatientIdDoesNotMatch',
    field: /subject/,
  },
  {
    name: 'an index that names another patient than its subject',
    write: withMessage({ 'entry.1.resource.contained.0.identifier.0.value': '181072A00412390' }),
    code: 'XDSPatientIdDoesNotMatch',
    field: /sourcePatientInfo$/,
  },
  {
    name: 'a document that is superseded already',
    write: withMessage({ 'entry.1.resource.status': 'superseded' }),
    code: 'status-not-current',
    field: /\.status$/,
  },
  {
    name: 'no unique id',
    write: withMessage({ 'entry.1.resource.masterIdentifier': undefined }),
    code: 'XDSRegistryMetadataError',
    field: /masterIdentifier$/,
  },
  {
    name: 'no bytes in the message',
    write: withMessage({ 'entry.2': undefined }),
    code: 'XDSMissingDocument',
    field: inAttachment,
  },
  {
    name: 'no submission set',
    write: withMessage({ 'entry.0': undefined }),
    code: 'submission-set-missing',
    field: /Bundle\.entry/,
  },
  {
    name: 'bytes that are no base64',
    write: withMessage({ 'entry.2.resource.data': '&&&&' }),
    code: 'element-value',
    field: /\.data$/,
  },
  {
    name: 'a batch',
    write: () => provideBundle([letter()]).replace('"type":"transaction"', '"type":"batch"'),
    code: 'bundle-not-transaction',
    field: /Bundle\.type$/,
  },
  {
    name: 'an element that FHIR does not know',
    write: withMessage({ 'entry.1.resource.colour': 'red' }),
    code: 'element-unknown',
    field: /colour$/,
  },
  {
    name: 'the same unique id twice',
    write: () => {
      const one = letter()
      return provideBundle([one, one])
    },
    code: 'XDSRegistryDuplicateUniqueIdInMessage',
    field: /masterIdentifier/,
  },
]
