import type { Door } from '../../access/door.ts'
import { randomId } from '../../platform/ids.ts'
import { isOutcomeUnknown } from '../../platform/problem.ts'
import type { ContentRead } from '../../reference/content-read.ts'
import type { Identifier } from '../../reference/document-entry.ts'
import type { Documents } from './types.ts'

/** What is said of bytes before they come, and who is told of what is in them once they have. */
export interface WatchedContent {
  contentType: string
  patient: Identifier
  tellRead: (read: ContentRead) => void
}

/** Watches bytes on their way into the store; throws Problem `incorrect` at the first thing that must not come in. */
export type WatchContent = (declared: WatchedContent, stream: AsyncIterable<Buffer>) => AsyncIterable<Buffer>

/**
 * Uploads bytes ahead of the submission that will name them: encrypted as they flow in, never whole in memory. A connection
 * that breaks leaves nothing; an upload that nobody names is dropped after a day.
 */
export const createStageContent =
  (parts: {
    door: Door
    watch: WatchContent
    maxContentBytes: number
    awaitDeposits: (patient: Identifier) => Promise<void>
  }): Documents['stageContent'] =>
  async (visitor, { patient, contentType, stream }) => {
    // What the bytes will be, and for whose eyes, is said by whoever names them: until then nobody reads of it but for people's own.
    const isOwn = visitor.actor.kind === 'holder' || visitor.actor.kind === 'representative'
    const audience = isOwn ? 'main' : 'withheld-from-holder'
    const visit = { ...visitor, space: { ins: patient }, act: 'deposit-document', audience } as const
    const prepared = await parts.door.prepare(visit, () => parts.awaitDeposits(patient))
    let read: ContentRead = {}
    const tellRead = (told: ContentRead): void => {
      read = told
    }
    const bytes = parts.watch({ contentType, patient, tellRead }, stream)
    const blob = await prepared.seal(randomId(), { bytes, contentType, maxBytes: parts.maxContentBytes })
    try {
      await prepared.open(({ vault }) =>
        vault.insertBlob(blob, { depositorId: visitor.actor.id, staged: true, ...read }),
      )
    } catch (error) {
      if (!isOutcomeUnknown(error)) await prepared.discard([blob])
      throw error
    }
    return { blobId: blob.id, size: blob.size, hash: blob.sha1.toString('base64') }
  }
