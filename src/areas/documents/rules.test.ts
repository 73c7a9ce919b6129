import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../platform/problem.ts'
import { createReference } from '../../reference/create-reference.ts'
import type { Author, DocumentMetadata, Visibility } from '../../reference/document-entry.ts'
import { loadExamples } from './load-examples.ts'
import {
  authorIdsOf,
  authorNamesOf,
  checkDeclared,
  checkSubmission,
  partyIdOf,
  requireSecrets,
  type VisibilityRules,
} from './rules.ts'
import type { Submission, SubmittedDocument } from './types.ts'

const reference = createReference()
const [example] = loadExamples(reference)
if (!example) throw new Error('no example document')
const { metadata, patient } = example

const documentOf = (change: Partial<DocumentMetadata> = {}, field = 'Bundle.entry[1].resource'): SubmittedDocument => ({
  metadata: { ...metadata, ...change },
  content: { bytes: Buffer.from('x') },
  field,
})

const submissionOf = (...documents: SubmittedDocument[]): Submission => ({
  patient,
  documents,
  supersedes: [],
  messageHash: Buffer.alloc(32),
})

const strict: VisibilityRules = {
  hiddenWithWithheld: false,
  hiddenWithHiddenFromRepresentatives: false,
  withheldWithHiddenFromRepresentatives: false,
}

/** `reason field code` of the refusal, or `taken`. */
const outcomeOf = (submission: Submission, visibility = strict): string => {
  try {
    checkSubmission(submission, { reference, visibility })
    return 'taken'
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    return `${error.reason} ${error.details['field']} ${error.details['code']}`
  }
}

const at = 'Bundle.entry[1].resource'

test('whoever sees a minor alone deposits nothing that representatives could see', () => {
  const secret = { hidden: false, withheld: false, hiddenFromRepresentatives: true }
  const both = submissionOf(documentOf({ visibility: secret }), documentOf())
  requireSecrets({ isSecret: false }, both)
  requireSecrets({ isSecret: true }, submissionOf(documentOf({ visibility: secret })))
  const refused = (error: unknown) => error instanceof Problem && error.reason === 'secret-visit-deposits-secrets'
  assert.throws(() => requireSecrets({ isSecret: true }, both), refused)
})

test('the project’s own examples are taken', () => {
  for (const one of loadExamples(reference)) {
    assert.equal(outcomeOf({ ...submissionOf(documentOf(one.metadata)), patient: one.patient }), 'taken')
  }
})

const invented = { system: metadata.type.system, code: 'no-such-code' }
const faults: [string, Submission, string][] = [
  ['no document at all', submissionOf(), 'documents-missing Bundle.entry XDSMissingDocument'],
  [
    'an unknown type',
    submissionOf(documentOf({ type: invented })),
    `document-type-unknown ${at}.type XDSRegistryMetadataError`,
  ],
  [
    'a known type code in another system',
    submissionOf(documentOf({ type: { ...metadata.type, system: 'urn:oid:1.2.3' } })),
    `document-type-unknown ${at}.type XDSRegistryMetadataError`,
  ],
  [
    'an unknown class',
    submissionOf(documentOf({ documentClass: invented })),
    `document-class-unknown ${at}.category XDSRegistryMetadataError`,
  ],
  [
    'another patient inside',
    submissionOf(documentOf({ sourcePatient: { identifiers: [{ ...patient, value: '199999999999999' }] } })),
    `patient-differs ${at}.context.sourcePatientInfo XDSPatientIdDoesNotMatch`,
  ],
  [
    'the same unique id twice, the second one named',
    submissionOf(documentOf(), documentOf({}, 'Bundle.entry[2].resource')),
    'unique-id-twice-in-message Bundle.entry[2].resource.masterIdentifier XDSRegistryDuplicateUniqueIdInMessage',
  ],
]

for (const [what, submission, expected] of faults) {
  test(`refused: ${what}`, () => assert.equal(outcomeOf(submission), expected))
}

test('the patient inside may be named in other systems too, or not at all', () => {
  const local = { system: 'urn:oid:1.2.3.4', value: 'local-1' }
  for (const identifiers of [[], [local], [local, patient]]) {
    assert.equal(outcomeOf(submissionOf(documentOf({ sourcePatient: { identifiers } }))), 'taken')
  }
})

test('a type is known in every spelling of its system', () => {
  const oid = reference.findOid(metadata.type.system)
  assert.ok(oid)
  for (const system of [oid, `urn:oid:${oid}`, metadata.type.system]) {
    assert.equal(outcomeOf(submissionOf(documentOf({ type: { ...metadata.type, system } }))), 'taken', system)
  }
})

const pairs: [keyof VisibilityRules, keyof Visibility, keyof Visibility][] = [
  ['hiddenWithWithheld', 'hidden', 'withheld'],
  ['hiddenWithHiddenFromRepresentatives', 'hidden', 'hiddenFromRepresentatives'],
  ['withheldWithHiddenFromRepresentatives', 'withheld', 'hiddenFromRepresentatives'],
]
const flags = [false, true]

test('visibility states stand together exactly where the parameters say so: all 64 cases', () => {
  let taken = 0
  for (let number = 0; number < 64; number += 1) {
    const bit = (place: number): boolean => flags[(number >> place) & 1] ?? false
    const visibility = { hidden: bit(0), withheld: bit(1), hiddenFromRepresentatives: bit(2) }
    const rules = {
      hiddenWithWithheld: bit(3),
      hiddenWithHiddenFromRepresentatives: bit(4),
      withheldWithHiddenFromRepresentatives: bit(5),
    }
    const forbidden = pairs.some(([rule, one, other]) => visibility[one] && visibility[other] && !rules[rule])
    const outcome = outcomeOf(submissionOf(documentOf({ visibility })), rules)
    const refusal = `visibility-combination-refused ${at}.securityLabel XDSRegistryMetadataError`
    assert.equal(outcome, forbidden ? refusal : 'taken')
    if (!forbidden) taken += 1
  }
  assert.ok(taken > 32 && taken < 64)
})

test('declared size and hash are compared when they are declared, and only then', () => {
  const actual = { size: 3, hash: 'aGFzaA==' }
  const declare = (declared: Partial<SubmittedDocument>) => () =>
    checkDeclared({ ...documentOf(), ...declared }, actual)
  const fails = (reason: string, field: string) => (error: unknown) =>
    error instanceof Problem &&
    error.reason === reason &&
    error.details['field'] === `${at}.content[0].attachment.${field}`
  declare({})()
  declare({ declaredSize: 3, declaredHash: 'aGFzaA==' })()
  assert.throws(declare({ declaredSize: 0 }), fails('content-size-differs', 'size'))
  assert.throws(declare({ declaredSize: 4 }), fails('content-size-differs', 'size'))
  assert.throws(declare({ declaredHash: '' }), fails('content-hash-differs', 'hash'))
  assert.throws(declare({ declaredHash: 'AGFzaA==' }), fails('content-hash-differs', 'hash'))
})

test('one key for a professional and a facility, whichever way they are written', () => {
  const rpps = ['https://rpps.esante.gouv.fr', 'urn:oid:1.2.250.1.71.4.2.1'] as const
  const finess = ['https://finess.esante.gouv.fr', 'urn:oid:1.2.250.1.71.4.2.2'] as const
  assert.equal(partyIdOf({ system: rpps[0], value: '10002909371' }), '810002909371')
  assert.equal(partyIdOf({ system: rpps[1], value: '810002909371' }), '810002909371')
  assert.equal(partyIdOf({ system: finess[0], value: '750000018' }), '1750000018')
  assert.equal(partyIdOf({ system: finess[1], value: '1750000018' }), '1750000018')
})

test('authors are the persons and facilities a document names, and the facility that deposited it, each once', () => {
  const id = { system: 'https://rpps.esante.gouv.fr', value: '10002909371' }
  const facility = { id: { system: 'https://finess.esante.gouv.fr', value: '750000018' }, name: 'Cabinet' }
  const named = {
    ...metadata,
    authors: [{ id, person: { family: 'MOREAU', given: 'Hélène' }, facility }, { device: 'Analyser' }],
    authenticator: { id, person: { family: 'OTHER', given: 'Name' } },
    custodian: facility,
  }
  assert.deepEqual(authorIdsOf(named, '1750000026'), ['810002909371', '1750000018', '1750000026'])
  assert.deepEqual(
    [...authorNamesOf(named)],
    [
      ['810002909371', 'Hélène MOREAU'],
      ['1750000018', 'Cabinet'],
    ],
  )
  const { authenticator: _none, custodian: _nobody, ...bare } = { ...named, authors: [] }
  assert.deepEqual(authorIdsOf(bare, undefined), [])
})

test('a patient’s own number, or the name of who represents them, makes nobody an author with a tie', () => {
  const own: Author = { as: 'patient', id: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' } }
  const theirs: Author = { as: 'related-person', person: { family: 'TILLEUL', given: 'Paul' } }
  const { authenticator: _, custodian: __, ...rest } = metadata
  const added = { ...rest, authors: [own, theirs] }
  assert.deepEqual(authorIdsOf(added, undefined), [])
  assert.equal(authorNamesOf(added).size, 0)
})
