import { Readable } from 'node:stream'
import { Problem } from '../../../../platform/problem.ts'
import type { SpaceAsk } from '../../ask.ts'
import type { Draft } from './draft.ts'
import type { Sent } from './read-sent.ts'
import { sheetsOf, type NamedSheet } from './sheets.ts'

const bytesOf = async (file: File): Promise<Buffer> => Buffer.from(await file.arrayBuffer())

const draftOf = (
  ask: SpaceAsk,
  named: string,
  uploaded: Pick<Draft, 'contentType' | 'size'> & { uploadId: string; sheets: readonly NamedSheet[] },
): Draft => {
  const fileName = named.slice(0, 100)
  const { uploadId: upload, ...rest } = uploaded
  return { upload, fileName, ...rest, ...ask.parts.documents.proposeAdded(fileName), isArranged: false }
}

const uploadFile = async (
  ask: SpaceAsk,
  { file, contentType }: { file: File; contentType: string },
): Promise<Draft> => {
  const stream = Readable.from([await bytesOf(file)])
  const { spaceId, visitor } = ask
  const { uploadId, size } = await ask.parts.documents.uploadAdded(visitor, { spaceId, contentType, stream })
  const sheets = contentType.startsWith('image/') ? sheetsOf(uploadId, [file.name]) : []
  return draftOf(ask, file.name, { uploadId, size, contentType, sheets })
}

/** A photo of a kind that few can open is kept as a JPEG of it. */
const uploadConverted = async (ask: SpaceAsk, photo: File): Promise<Draft> => {
  const jpeg = await ask.parts.documents.drawPhoto(ask.visitor, await bytesOf(photo))
  const name = `${photo.name.replace(/\.[^.]+$/, '')}.jpg`
  return uploadFile(ask, { file: new File([new Uint8Array(jpeg)], name), contentType: 'image/jpeg' })
}

const uploadPhotos = async (ask: SpaceAsk, files: readonly File[]) => {
  const photos: Buffer[] = []
  for (const file of files) photos.push(await bytesOf(file))
  const { spaceId, visitor } = ask
  const uploaded = await ask.parts.documents.uploadPhotos(visitor, { spaceId, photos })
  return {
    ...uploaded,
    sheets: sheetsOf(
      uploaded.uploadId,
      files.map(({ name }) => name),
    ),
  }
}

/** Uploads what was sent, and proposes what is said of it. */
export const uploadSent = async (ask: SpaceAsk, sent: Sent): Promise<Draft> => {
  if ('file' in sent) return uploadFile(ask, sent)
  const [first, second] = sent.photos
  if (first !== undefined && second === undefined) return uploadConverted(ask, first)
  const contentType = 'application/pdf'
  return draftOf(ask, first?.name ?? '', { ...(await uploadPhotos(ask, sent.photos)), contentType })
}

/** The draft with further photos behind its pages. Problem `incorrect`, `photos-too-many`, before anything is drawn. */
export const uploadMore = async (ask: SpaceAsk, draft: Draft, files: readonly File[]): Promise<Draft> => {
  const limit = ask.parts.documents.addingOffer().maxPhotos
  if (draft.sheets.length + files.length > limit)
    throw new Problem('incorrect', 'photos-too-many', { details: { limit } })
  const { sheets, size } = await uploadPhotos(ask, files)
  const all = [...draft.sheets, ...sheets]
  return { ...draft, size: draft.size + size, sheets: all, contentType: 'application/pdf', isArranged: true }
}
