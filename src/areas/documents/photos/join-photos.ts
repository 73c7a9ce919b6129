import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Clock } from '../../../platform/clock.ts'
import { usualLimits, type Confined, type ConfinedFailure } from '../../../platform/confined/confined.ts'
import { joinPhotos, joinSheets } from '../../../platform/confined/join-photos.ts'
import type { Database } from '../../../platform/database/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import type { Persons } from '../../identity/index.ts'
import type { Documents } from '../types.ts'
import { visitorName } from '../visitor-name.ts'
import { checkPhoto, createDrawPhoto, createReadCodes, photoProblem } from './draw-photo.ts'
import type { PhotoAdding, Sheet } from './types.ts'

/** What several photos are made one document with. */
export interface PhotoAddingParts {
  door: Door
  database: Database
  persons: Pick<Persons, 'loadPerson'>
  parameters: Parameters
  clock: Clock
  confined: Pick<Confined, 'runFor'>
  stageContent: Documents['stageContent']
}

const contentType = 'application/pdf'

interface Staged {
  contentType: string
  bytes: Buffer
}

/** What this visitor uploaded ahead and nobody named yet, in the order asked, behind one entry; each is read when it is asked for. */
const readStaged = async function* (
  door: Door,
  visitor: Visitor,
  wanted: { patient: Identifier; uploadIds: string[] },
): AsyncGenerator<Staged> {
  const visit = { ...visitor, space: { ins: wanted.patient }, act: 'deposit-document', audience: 'main' } as const
  const { value: found, receipt } = await door.open(visit, ({ vault }) =>
    vault.findStaged(wanted.uploadIds, visitor.actor.id),
  )
  const blobs = wanted.uploadIds.map((id) => found.get(id)).filter((blob) => blob !== undefined)
  if (blobs.length < wanted.uploadIds.length)
    throw new Problem('incorrect', 'staged-content-missing', { details: { field: 'content' } })
  for (const blob of blobs)
    yield { contentType: blob.contentType, bytes: await buffer(await door.content(receipt, blob)) }
}

const requireMade = (pdf: Buffer | { failure: ConfinedFailure }): Buffer => {
  if ('failure' in pdf) throw photoProblem(pdf.failure)
  return pdf
}

/** Whoever names many large uploads fills no memory with what is too much to be put together anyway (security.md T22). */
const requireJoinable = (pdfs: readonly Buffer[]): void => {
  const limit = usualLimits.inputBytes
  if (pdfs.reduce((sum, { length }) => sum + length, 0) > limit)
    throw new Problem('incorrect', 'content-too-large', { details: { limit } })
}

const uploadsOf = (sheets: readonly Sheet[]): string[] => [...new Set(sheets.map(({ uploadId }) => uploadId))]

/** Builds it: every photo is drawn anew by itself, and the pages are put together in a confined process. */
export const createPhotoAdding = (parts: PhotoAddingParts): PhotoAdding => {
  const drawPhoto = createDrawPhoto(parts.confined)
  const limit = (name: 'maxAddedPhotos' | 'maxAddedBytes') =>
    parts.parameters.parameterAt(name, parts.clock.now().toISOString())
  const requireFew = (count: number): void => {
    const most = limit('maxAddedPhotos')
    if (count > most) throw new Problem('incorrect', 'photos-too-many', { details: { limit: most } })
  }
  const join = async (visitor: Visitor, photos: readonly Buffer[]): Promise<Buffer> => {
    const drawn: Buffer[] = []
    for (const photo of photos) drawn.push(await drawPhoto(visitor, photo))
    return requireMade(await joinPhotos(parts.confined.runFor(visitorName(visitor)), drawn))
  }
  const stage = async (visitor: Visitor, patient: Identifier, pdf: Buffer) => {
    const maxBytes = limit('maxAddedBytes')
    if (pdf.length > maxBytes) throw new Problem('incorrect', 'content-too-large', { details: { limit: maxBytes } })
    const { blobId, size } = await parts.stageContent(visitor, { patient, contentType, stream: Readable.from([pdf]) })
    return { uploadId: blobId, size }
  }
  return {
    drawPhoto,
    readPhotographedCodes: createReadCodes(parts.confined),
    uploadPhotos: async (visitor, { spaceId, photos }) => {
      requireFew(photos.length)
      for (const photo of photos) checkPhoto(photo)
      const { ins } = await parts.persons.loadPerson(parts.database, spaceId)
      return stage(visitor, ins, await join(visitor, photos))
    },
    arrangePhotos: async (visitor, { spaceId, sheets }) => {
      requireFew(sheets.length)
      const { ins: patient } = await parts.persons.loadPerson(parts.database, spaceId)
      const uploadIds = uploadsOf(sheets)
      const pdfs: Buffer[] = []
      // The first photo of a document came alone, and waits as it was.
      for await (const one of readStaged(parts.door, visitor, { patient, uploadIds })) {
        pdfs.push(one.contentType === contentType ? one.bytes : await join(visitor, [one.bytes]))
        requireJoinable(pdfs)
      }
      const names = sheets.map(({ uploadId, page }) => ({ from: uploadIds.indexOf(uploadId), page }))
      const pdf = await joinSheets(parts.confined.runFor(visitorName(visitor)), pdfs, names)
      return stage(visitor, patient, requireMade(pdf))
    },
  }
}
