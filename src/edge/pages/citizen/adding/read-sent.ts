import type { SpaceAsk } from '../../ask.ts'
import { faultWords } from './fault-words.ts'
import { bytesOfFile, type SentFile } from '../../read-upload.ts'

/** A photo, whole: it is drawn anew. `contentType` is missing for a kind that is not kept as it is. */
export interface SentPhoto {
  field: string
  name: string
  contentType?: string
  bytes: Buffer
}

/** A file that went to its place as it came. */
export interface SentUpload {
  name: string
  contentType: string
  uploadId: string
  size: number
}

/** What was chosen: a file that is kept as it is, or photos. */
export type Sent = { file: SentUpload } | { photos: readonly SentPhoto[] }

/** What became of one file of the form; a sentence for one that is not taken. */
export type Taken = SentPhoto | SentUpload | string

const bareName = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** The names of the kinds that are taken, for people. */
export const kindsOf = (ask: SpaceAsk): string => {
  const { files, converted } = ask.parts.documents.addingOffer()
  return [...files, ...converted].map(({ name }) => name).join(', ')
}

/** The media types and endings of every kind that is taken, as a file field wants them. */
export const acceptedKinds = (ask: SpaceAsk): string[] => {
  const { files, converted } = ask.parts.documents.addingOffer()
  const endings = [...files, ...converted].flatMap((kind) => kind.endings.map((ending) => `.${ending}`))
  return [...files.map(({ contentType }) => contentType), ...converted.flatMap(({ declared }) => declared), ...endings]
}

/** The same of photos. */
export const photoKinds = (ask: SpaceAsk): string[] => [
  'image/*',
  ...acceptedKinds(ask).filter((kind) => /hei[cf]/.test(kind)),
]

const isConverted = (ask: SpaceAsk, { type, name }: SentFile): boolean =>
  ask.parts.documents
    .addingOffer()
    .converted.some(({ declared, endings }) => declared.includes(type) || endings.includes(bareName(name)))

/** Keeps photos in hand, and lets one file of another kind through to its place while it comes. */
export const takeInto = (ask: SpaceAsk): ((file: SentFile) => Promise<Taken>) => {
  const { documents } = ask.parts
  const words = ask.text.adding
  let files = 0
  const takeOne = async (file: SentFile): Promise<Taken> => {
    const { field, name, stream } = file
    const contentType = documents.findAddedKind(file)
    const kept = contentType === undefined ? {} : { contentType }
    if (contentType?.startsWith('image/') || isConverted(ask, file))
      return { field, name, ...kept, bytes: await bytesOfFile(file) }
    if (contentType === undefined) return words.kind(kindsOf(ask))
    files += 1
    if (files > 1) return words.severalPhotos
    const sent = { spaceId: ask.spaceId, contentType, stream }
    return { name, contentType, ...(await documents.uploadAdded(ask.visitor, sent)) }
  }
  // What is wrong is said where it was chosen, with what else the form holds: nothing typed is lost.
  return (file) => takeOne(file).catch((error: unknown) => faultWords(ask, error))
}

/** What was sent; a sentence about what to do where it is nothing, of no kind that is taken, or several that are no photos. */
export const readSent = (ask: SpaceAsk, taken: readonly Taken[]): Sent | string => {
  const words = ask.text.adding
  const photos: SentPhoto[] = []
  for (const one of taken) {
    if (typeof one === 'string') return one
    if ('bytes' in one) photos.push(one)
    else return taken.length > 1 ? words.severalPhotos : { file: one }
  }
  return photos.length === 0 ? words.missing : { photos }
}

/** Photos alone, for a document that has pages already. */
export const readMore = (ask: SpaceAsk, taken: readonly Taken[]): readonly SentPhoto[] | string => {
  if (taken.length === 0) return ask.text.adding.pages.missing
  const sent = readSent(ask, taken)
  if (typeof sent === 'string') return sent
  return 'photos' in sent ? sent.photos : ask.text.adding.severalPhotos
}
