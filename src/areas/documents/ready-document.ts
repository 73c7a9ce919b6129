import type { Prepared } from '../../access/door.ts'
import { randomId } from '../../platform/ids.ts'
import type { Inspect, Inspected } from './inspect-document.ts'
import { checkDeclared } from './rules.ts'
import type { Submission, SubmittedDocument } from './types.ts'

/** A stored object's row, as the door gives it. */
export type Blob = Awaited<ReturnType<Prepared['seal']>>

/** A document checked and named; its bytes are sealed unless they were uploaded ahead. */
export interface ReadyDocument {
  id: string
  document: SubmittedDocument
  inspected: Inspected
  blob?: Blob
}

/** Inspects every document of a submission. Bytes uploaded ahead were inspected when they came. */
export const readyDocuments = (inspect: Inspect, { documents, patient }: Submission): ReadyDocument[] =>
  documents.map((document) => {
    const { metadata, content, field } = document
    const inspected =
      'stagedId' in content
        ? { metadata, warnings: [], results: [] }
        : inspect({ metadata, bytes: content.bytes, patient, field })
    return { id: randomId(), document, inspected }
  })

/** Compares what was declared with the bytes themselves, then seals them into the store. A failure leaves nothing behind. */
export const sealDocuments = async (prepared: Prepared, ready: ReadyDocument[], maxBytes: number): Promise<void> => {
  const sealed = await Promise.allSettled(
    ready.map(async (one) => {
      const { content } = one.document
      if ('stagedId' in content) return
      const { contentType } = one.inspected.metadata
      one.blob = await prepared.seal(randomId(), { bytes: content.bytes, contentType, maxBytes })
      checkDeclared(one.document, { size: one.blob.size, hash: one.blob.sha1.toString('base64') })
    }),
  )
  const failed = sealed.find((outcome) => outcome.status === 'rejected')
  if (!failed) return
  await prepared.discard(blobsOf(ready))
  throw failed.reason
}

/** The objects sealed for these documents. */
export const blobsOf = (ready: readonly ReadyDocument[]): Blob[] => ready.flatMap(({ blob }) => blob ?? [])
