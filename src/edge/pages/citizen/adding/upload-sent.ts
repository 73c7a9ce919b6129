import { Readable } from 'node:stream'
import { Problem } from '../../../../platform/problem.ts'
import type { SpaceAsk } from '../../ask.ts'
import type { Draft } from './draft.ts'
import type { Sent, SentPhoto, SentUpload } from './read-sent.ts'
import { sheetsOf, type NamedSheet } from './sheets.ts'

const draftOf = (
  ask: SpaceAsk,
  named: string,
  uploaded: Pick<Draft, 'contentType' | 'size'> & { uploadId: string; sheets: readonly NamedSheet[] },
): Draft => {
  const fileName = named.slice(0, 100)
  const { uploadId: upload, ...rest } = uploaded
  return { upload, fileName, ...rest, ...ask.parts.documents.proposeAdded(fileName), isArranged: false }
}

const fileDraft = (ask: SpaceAsk, { name, ...uploaded }: SentUpload): Draft => {
  const sheets = uploaded.contentType.startsWith('image/') ? sheetsOf(uploaded.uploadId, [name]) : []
  return draftOf(ask, name, { ...uploaded, sheets })
}

/** One photo is kept as it is, or, of a kind that few can open, as a JPEG of it. */
const uploadPhoto = async (ask: SpaceAsk, photo: SentPhoto): Promise<Draft> => {
  const { spaceId, visitor } = ask
  const { contentType = 'image/jpeg' } = photo
  const isKept = photo.contentType !== undefined
  const bytes = isKept ? photo.bytes : await ask.parts.documents.drawPhoto(visitor, photo.bytes)
  const name = isKept ? photo.name : `${photo.name.replace(/\.[^.]+$/, '')}.jpg`
  const stream = Readable.from([bytes])
  const uploaded = await ask.parts.documents.uploadAdded(visitor, { spaceId, contentType, stream })
  return fileDraft(ask, { name, contentType, ...uploaded })
}

const uploadPhotos = async (ask: SpaceAsk, sent: readonly SentPhoto[]) => {
  const { spaceId, visitor } = ask
  const photos = sent.map(({ bytes }) => bytes)
  const uploaded = await ask.parts.documents.uploadPhotos(visitor, { spaceId, photos })
  return {
    ...uploaded,
    sheets: sheetsOf(
      uploaded.uploadId,
      sent.map(({ name }) => name),
    ),
  }
}

/** Uploads what was sent, and proposes what is said of it. */
export const uploadSent = async (ask: SpaceAsk, sent: Sent): Promise<Draft> => {
  if ('file' in sent) return fileDraft(ask, sent.file)
  const [first, second] = sent.photos
  if (first !== undefined && second === undefined) return uploadPhoto(ask, first)
  const contentType = 'application/pdf'
  return draftOf(ask, first?.name ?? '', { ...(await uploadPhotos(ask, sent.photos)), contentType })
}

/** The draft with further photos behind its pages. Problem `incorrect`, `photos-too-many`, before anything is drawn. */
export const uploadMore = async (ask: SpaceAsk, draft: Draft, files: readonly SentPhoto[]): Promise<Draft> => {
  const limit = ask.parts.documents.addingOffer().maxPhotos
  if (draft.sheets.length + files.length > limit)
    throw new Problem('incorrect', 'photos-too-many', { details: { limit } })
  const { sheets, size } = await uploadPhotos(ask, files)
  const all = [...draft.sheets, ...sheets]
  return { ...draft, size: draft.size + size, sheets: all, contentType: 'application/pdf', isArranged: true }
}
