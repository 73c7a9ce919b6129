import { Problem } from '../../platform/problem.ts'
import type { ProblemDetails } from '../../platform/problem.ts'

/** The IHE words this edge gives itself; the documents area gives the others. Spec: ITI TF-3 table 4.2.4.1-2. */
export type IheWord =
  | 'XDSMissingDocument'
  | 'XDSMissingDocumentMetadata'
  | 'XDSRegistryMetadataError'
  | 'XDSRepositoryMetadataError'
  | 'XDSPatientIdDoesNotMatch'
  | 'XDSRegistryDuplicateUniqueIdInMessage'
  | 'XDSReplaceFailed'

/** A refusal of a message's metadata: the reason, where in the message, and IHE's word for it. */
export const metadataProblem = (
  reason: string,
  details: ProblemDetails & { field: string },
  code: IheWord = 'XDSRegistryMetadataError',
): Problem => new Problem('incorrect', reason, { details: { ...details, code } })
