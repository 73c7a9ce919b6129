import { Problem } from '../../../platform/problem.ts'
import { describeBytes, type EmbeddedContent } from '../cda/read-embedded.ts'
import { nodesAt, textAt } from './fhir-node.ts'
import { typeOf, type FhirDocument } from './parse-fhir-document.ts'

/** More files than any report carries. */
const mostFiles = 100

/** The files carried inside, in document order, still in base64: a report as its laboratory printed it. Spec: DiagnosticReport.presentedForm. */
export const findAttachments = ({ resources }: FhirDocument): string[] =>
  resources
    .filter((one) => typeOf(one) === 'DiagnosticReport')
    .flatMap(({ resource }) => nodesAt(resource, 'presentedForm'))
    .flatMap((form) => textAt(form, 'data') ?? [])
    .slice(0, mostFiles)

/** A file carried inside, by its place; its kind is what the bytes are. Throws `absent` (`embedded-file-unknown`). */
export const readAttachment = (document: FhirDocument, index: number): EmbeddedContent => {
  const data = findAttachments(document)[index]
  if (data === undefined) throw new Problem('absent', 'embedded-file-unknown')
  return describeBytes(Buffer.from(data, 'base64'))
}
