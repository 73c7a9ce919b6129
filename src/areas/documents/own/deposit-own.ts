import { createHash } from 'node:crypto'
import type { Actor, Visitor } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Author, Coding, DocumentMetadata, Visibility } from '../../../reference/document-entry.ts'
import type { Reference } from '../../../reference/reference.ts'
import type { Directory } from '../../identity/index.ts'
import { isForbiddenTogether, type VisibilityRules } from '../rules.ts'
import type { Documents } from '../types.ts'
import { depositFile } from './deposit-file.ts'
import type { FirstSight, OwnDeposit, OwnDeposits } from './types.ts'

/** What depositing by hand is built from. */
export interface OwnDepositParts {
  directory: Pick<Directory, 'describeProfessional'>
  reference: Reference
  submitDocuments: Documents['submitDocuments']
  /** which visibility states may stand together today */
  visibilityRules: () => VisibilityRules
}

const idNat = { person: 'urn:oid:1.2.250.1.71.4.2.1', facility: 'urn:oid:1.2.250.1.71.4.2.2' } as const

const everySight: readonly FirstSight[] = ['now', 'hidden', 'announced']

const chosenOf = (sight: FirstSight, { secretVisit }: Visitor): Visibility => ({
  hidden: sight === 'hidden',
  withheld: sight === 'announced',
  hiddenFromRepresentatives: secretVisit === true,
})

/**
 * Law: rules DOC-24, what is deposited while a minor is seen alone is the minor's secret. Where the law lets nothing stand beside it (DOC-20,
 * U-13), the secret wins: a deposit is not refused for what its visit adds to it.
 */
const visibilityOf = ({ visibilityRules }: OwnDepositParts, sight: FirstSight, visitor: Visitor): Visibility => {
  const chosen = chosenOf(sight, visitor)
  return isForbiddenTogether(visibilityRules(), chosen) ? chosenOf('now', visitor) : chosen
}

const codingOf = (reference: Reference, list: Parameters<Reference['find']>[0], code: string): Coding => {
  const found = reference.find(list, code)
  if (found === undefined) throw new Problem('fault', 'unexpected-fault')
  return { system: found.system, code: found.code, display: found.fr }
}

/** Spec: JDV_J01, the profession with the know-how where the list has both, else the profession alone. */
const specialtyOf = (reference: Reference, profession: string, savoirFaire: string | undefined): Coding | undefined => {
  const found =
    reference.find('author-specialties', `G15_${profession}/${savoirFaire ?? ''}`) ??
    reference.find('author-specialties', `G15_${profession}`)
  return found && { system: found.system, code: found.code, display: found.fr }
}

const authorOf = async ({ directory, reference }: OwnDepositParts, actor: Actor): Promise<Author> => {
  const known = actor.kind === 'professional' ? await directory.describeProfessional(actor.id) : undefined
  if (actor.kind !== 'professional' || known === undefined) throw new Problem('refused', 'act-not-yours')
  const specialty = specialtyOf(reference, known.profession, known.savoirFaire)
  return {
    id: { system: idNat.person, value: actor.id },
    person: { family: known.family, given: known.given },
    ...(specialty && { specialty }),
    ...(actor.facility && {
      facility: { id: { system: idNat.facility, value: actor.facility.id }, name: actor.facility.name },
    }),
  }
}

const metadataOf = (
  reference: Reference,
  deposit: OwnDeposit,
  { author, visibility }: { author: Author; visibility: Visibility },
): DocumentMetadata => {
  const type = reference.findDocumentType(deposit.typeCode)
  if (type === undefined || type.technical === true || type.patientAuthored === true)
    throw new Problem('incorrect', 'document-type-unknown', { details: { field: 'type' } })
  return {
    uniqueId: `urn:uuid:${deposit.uploadId}`,
    status: 'current',
    archived: false,
    visibility,
    confidentiality: [codingOf(reference, 'confidentiality-codes', depositFile.confidentiality)],
    documentClass: reference.classOf(type),
    type: { system: type.system, code: type.code, display: type.fr },
    format: codingOf(reference, 'format-codes', depositFile.format),
    language: deposit.language,
    contentType: deposit.contentType,
    title: deposit.title,
    createdAt: deposit.day,
    datedAt: deposit.day,
    authors: [author],
    events: [],
    references: [],
    sourcePatient: { identifiers: [deposit.patient] },
    relatesTo: deposit.replaces === undefined ? [] : [{ code: 'replaces', targetId: deposit.replaces.id }],
  }
}

/** Builds depositing by hand: the words of the index are made here, everything else is the deposit of any software. */
export const createOwnDeposits = (parts: OwnDepositParts): OwnDeposits => ({
  depositOffer: (visitor) => {
    const { actor } = visitor
    const { contentTypes, maxBytes, proposedTypes, otherwise } = depositFile
    const profession = actor.kind === 'professional' ? actor.profession : ''
    const proposed = proposedTypes.find(({ professions }) => professions.includes(profession))
    const sights = everySight.filter((sight) => !isForbiddenTogether(parts.visibilityRules(), chosenOf(sight, visitor)))
    return { contentTypes, maxBytes, typeCode: proposed?.typeCode ?? otherwise, sights }
  },
  depositOwn: async (visitor, deposit) => {
    const author = await authorOf(parts, visitor.actor)
    const visibility = visibilityOf(parts, deposit.sight, visitor)
    const metadata = metadataOf(parts.reference, deposit, { author, visibility })
    return parts.submitDocuments(visitor, {
      patient: deposit.patient,
      documents: [{ metadata, content: { stagedId: deposit.uploadId }, field: 'deposit' }],
      supersedes: [],
      messageHash: createHash('sha256').update(JSON.stringify(deposit)).digest(),
      ...(deposit.replaces === undefined ? {} : { why: deposit.replaces.why }),
    })
  },
})
