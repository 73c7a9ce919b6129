import { Problem } from '../../platform/problem.ts'
import type { Author, DocumentMetadata, Identifier, Visibility } from '../../reference/document-entry.ts'
import type { Reference } from '../../reference/reference.ts'
import type { Submission, SubmittedDocument } from './types.ts'

const refuse = (reason: string, field: string, code: string): never => {
  throw new Problem('incorrect', reason, { details: { field, code } })
}

/** Type and class are closed lists; for a CDA the header's type gives the class. Spec: JDV_J07, JDV_J06; XDSRegistryMetadataError. */
const checkCodes = (reference: Reference, { metadata, field }: SubmittedDocument): void => {
  const type = reference.findDocumentType(metadata.type)
  if (!type) return refuse('document-type-unknown', `${field}.type`, 'XDSRegistryMetadataError')
  const known = reference.find('document-classes', metadata.documentClass)
  if (!known) refuse('document-class-unknown', `${field}.category`, 'XDSRegistryMetadataError')
}

/** Which visibility states may stand together (rules DOC-20 and U-13, national parameters). */
export interface VisibilityRules {
  hiddenWithWithheld: boolean
  hiddenWithHiddenFromRepresentatives: boolean
  withheldWithHiddenFromRepresentatives: boolean
}

/** Whether visibility states must not stand together, at the deposit or after a change. */
export const isForbiddenTogether = (
  rules: VisibilityRules,
  { hidden, withheld, hiddenFromRepresentatives }: Visibility,
): boolean =>
  (hidden && withheld && !rules.hiddenWithWithheld) ||
  (hidden && hiddenFromRepresentatives && !rules.hiddenWithHiddenFromRepresentatives) ||
  (withheld && hiddenFromRepresentatives && !rules.withheldWithHiddenFromRepresentatives)

const checkVisibility = (rules: VisibilityRules, { metadata, field }: SubmittedDocument): void => {
  if (isForbiddenTogether(rules, metadata.visibility))
    refuse('visibility-combination-refused', `${field}.securityLabel`, 'XDSRegistryMetadataError')
}

const same = (a: Identifier, b: Identifier): boolean => a.system === b.system && a.value === b.value

/** The patient named inside an entry must be the one the message is for, as far as both name a national identifier. */
const checkPatient = (patient: Identifier, { metadata, field }: SubmittedDocument): void => {
  const named = metadata.sourcePatient.identifiers.filter(({ system }) => system === patient.system)
  if (named.length > 0 && !named.some((identifier) => same(identifier, patient))) {
    refuse('patient-differs', `${field}.context.sourcePatientInfo`, 'XDSPatientIdDoesNotMatch')
  }
}

/** No unique id twice in one message (XDSRegistryDuplicateUniqueIdInMessage). */
const checkOnce = ({ documents }: Submission): void => {
  const seen = new Set<string>()
  for (const { metadata, field } of documents) {
    if (seen.has(metadata.uniqueId)) {
      refuse('unique-id-twice-in-message', `${field}.masterIdentifier`, 'XDSRegistryDuplicateUniqueIdInMessage')
    }
    seen.add(metadata.uniqueId)
  }
}

/** What can be said of a submission without its bytes and without the space: codes, visibility, patient, unique ids. */
export const checkSubmission = (
  submission: Submission,
  rules: { reference: Reference; visibility: VisibilityRules },
): void => {
  if (submission.documents.length === 0) refuse('documents-missing', 'Bundle.entry', 'XDSMissingDocument')
  checkOnce(submission)
  for (const document of submission.documents) {
    checkCodes(rules.reference, document)
    checkVisibility(rules.visibility, document)
    checkPatient(submission.patient, document)
  }
}

/** What the bytes are must be what was declared of them. Spec: hash = SHA-1 of the raw bytes, base64; size in bytes. */
export const checkDeclared = (document: SubmittedDocument, actual: { size: number; hash: string }): void => {
  const attachment = `${document.field}.content[0].attachment`
  if (document.declaredSize !== undefined && document.declaredSize !== actual.size) {
    refuse('content-size-differs', `${attachment}.size`, 'XDSNonIdenticalSize')
  }
  if (document.declaredHash !== undefined && document.declaredHash !== actual.hash) {
    refuse('content-hash-differs', `${attachment}.hash`, 'XDSNonIdenticalHash')
  }
}

const rppsSystem = 'https://rpps.esante.gouv.fr'
const finessSystem = 'https://finess.esante.gouv.fr'

/** One key for a professional or facility, whichever way a standard writes it: the national number with its prefix. */
export const partyIdOf = ({ system, value }: Identifier): string => {
  if (system === rppsSystem) return `8${value}`
  return system === finessSystem ? `1${value}` : value
}

/** Trust: a patient's own number makes nobody an author who may look in for it. */
const partiesOf = (author: Author): string[] =>
  (author.as === undefined ? [author.id, author.facility?.id] : []).flatMap((identifier) =>
    identifier ? [partyIdOf(identifier)] : [],
  )

/** How a document names the persons and facilities who wrote it, by their one key. */
export const authorNamesOf = ({ authors, authenticator, custodian }: DocumentMetadata): Map<string, string> => {
  const names = new Map<string, string>()
  const note = (id: Identifier | undefined, name: string | undefined): void => {
    if (id && name && !names.has(partyIdOf(id))) names.set(partyIdOf(id), name)
  }
  for (const author of authenticator ? [...authors, authenticator] : authors) {
    if (author.as !== undefined) continue
    note(author.id, author.person ? `${author.person.given} ${author.person.family}`.trim() : author.device)
    note(author.facility?.id, author.facility?.name)
  }
  note(custodian?.id, custodian?.name)
  return names
}

/** Everyone who counts as author of a document: the persons and facilities it names, and the facility that deposited it. */
export const authorIdsOf = (metadata: DocumentMetadata, depositorFacility: string | undefined): string[] => {
  const { authors, authenticator, custodian } = metadata
  const parties = [
    ...authors.flatMap(partiesOf),
    ...(authenticator ? partiesOf(authenticator) : []),
    ...(custodian?.id ? [partyIdOf(custodian.id)] : []),
    ...(depositorFacility ? [depositorFacility] : []),
  ]
  return [...new Set(parties)]
}

/** Whoever sees a minor alone deposits nothing that their representatives could see. Spec: GUIDE EX, rules DOC-24. */
export const requireSecrets = ({ isSecret }: { isSecret: boolean }, { documents }: Submission): void => {
  const open = isSecret ? documents.find(({ metadata }) => !metadata.visibility.hiddenFromRepresentatives) : undefined
  if (open) refuse('secret-visit-deposits-secrets', `${open.field}.securityLabel`, 'XDSRegistryMetadataError')
}
