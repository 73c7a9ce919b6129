import { Readable } from 'node:stream'
import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Visit, Visitor } from '../../../access/types.ts'
import type { Clock } from '../../../platform/clock.ts'
import { isUuid, randomId } from '../../../platform/ids.ts'
import { isOutcomeUnknown, Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import { addingFile } from '../adding/adding-file.ts'
import type { PiecedUploads, UploadAddress } from './types.ts'

interface Parts {
  door: Door
  parameters: Parameters
  clock: Clock
}

/** The largest piece: what a cut loses at most. */
const largestPiece = 8 * 1024 * 1024

const longest = { name: 200, type: 100 }

/** A piece is part of a deposit, and seen by whom a deposit of one's own is. */
const visitOf = (visitor: Visitor, spaceId: string): Visit => ({
  ...visitor,
  space: { spaceId },
  act: 'deposit-document',
  audience: 'main',
})

const requireUpload = async ({ vault }: Opened, visitor: Visitor, { id }: UploadAddress) => {
  const found = await vault.findUpload(isUuid(id) ? id : randomId(), visitor.actor.id)
  if (found === undefined) throw new Problem('absent', 'upload-unknown')
  return found
}

const createBegin =
  ({ door, parameters, clock }: Parts): PiecedUploads['beginUpload'] =>
  async (visitor, { spaceId, name, type, size }) => {
    const limit = parameters.parameterAt('maxAddedBytes', clock.now().toISOString())
    if (!Number.isSafeInteger(size) || size < 1) throw new Problem('incorrect', 'upload-size-missing')
    if (size > limit) throw new Problem('incorrect', 'content-too-large', { details: { limit } })
    const id = randomId()
    const saying = { name: name.slice(0, longest.name), type: type.slice(0, longest.type) }
    await door.open(visitOf(visitor, spaceId), async ({ vault }) => {
      // Visits of one space line up at its journal: the count is exact however many come at once.
      const { count } = addingFile.tries
      if ((await vault.countUploads(visitor.actor.id)) >= count)
        throw new Problem('busy', 'added-enough-today', { details: { limit: count } })
      await vault.insertUpload({ id, depositorId: visitor.actor.id, size, saying })
    })
    return id
  }

const createAddPiece =
  ({ door }: Parts): PiecedUploads['addPiece'] =>
  async (visitor, { spaceId, id, offset, bytes }) => {
    const prepared = await door.prepare(visitOf(visitor, spaceId))
    const contentType = 'application/octet-stream'
    const blob = await prepared.seal(randomId(), { bytes, contentType, maxBytes: largestPiece })
    try {
      const { value } = await prepared.open(async (opened) => {
        const { received, size } = await requireUpload(opened, visitor, { spaceId, id })
        if (received !== offset)
          throw new Problem('conflict', 'upload-offset-differs', { details: { offset: received } })
        if (offset + blob.size > size)
          throw new Problem('incorrect', 'upload-too-long', { details: { limit: size - offset } })
        await opened.vault.insertBlob(blob, { depositorId: visitor.actor.id, staged: true })
        await opened.vault.addPiece(id, { blobId: blob.id, size: blob.size })
        return received + blob.size
      })
      return value
    } catch (error) {
      if (!isOutcomeUnknown(error)) await prepared.discard([blob])
      throw error
    }
  }

const createOpen =
  ({ door }: Parts): PiecedUploads['openUpload'] =>
  async (visitor, at) => {
    const { value, receipt } = await door.open(visitOf(visitor, at.spaceId), async (opened) => {
      const { pieces, ...file } = await requireUpload(opened, visitor, at)
      if (file.received < file.size)
        throw new Problem('conflict', 'upload-not-complete', { details: { offset: file.received } })
      const found = await opened.vault.findStaged(pieces, visitor.actor.id)
      return { file, blobs: pieces.map((id) => found.get(id)) }
    })
    const { file, blobs } = value
    const bytesOf = async function* (): AsyncGenerator<Buffer> {
      for (const blob of blobs) {
        if (blob === undefined) throw new Problem('absent', 'upload-unknown')
        for await (const piece of await door.content(receipt, blob)) if (Buffer.isBuffer(piece)) yield piece
      }
    }
    const { name, type, size } = file
    return { name, type, size, stream: Readable.from(bytesOf(), { objectMode: false }) }
  }

/** Builds uploads in pieces, over the one way to bring bytes into a space. */
export const createPiecedUploads = (parts: Parts): PiecedUploads => ({
  beginUpload: createBegin(parts),
  findUpload: async (visitor, at) => {
    const { value } = await parts.door.open(visitOf(visitor, at.spaceId), (opened) =>
      requireUpload(opened, visitor, at),
    )
    const { name, type, size, received } = value
    return { name, type, size, received }
  },
  addPiece: createAddPiece(parts),
  cancelUpload: async (visitor, at) => {
    await parts.door.open(visitOf(visitor, at.spaceId), async (opened) => {
      const { id } = await requireUpload(opened, visitor, at)
      await opened.vault.endUpload(id)
    })
  },
  openUpload: createOpen(parts),
})
