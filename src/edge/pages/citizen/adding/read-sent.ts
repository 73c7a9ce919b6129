import type { SpaceAsk } from '../../ask.ts'

/** What was chosen: a file that is kept as it is, or photos that are drawn anew. */
export type Sent = { file: File; contentType: string } | { photos: readonly File[] }

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

const isConverted = (ask: SpaceAsk, { type, name }: File): boolean =>
  ask.parts.documents
    .addingOffer()
    .converted.some(({ declared, endings }) => declared.includes(type) || endings.includes(bareName(name)))

const isPhoto = (ask: SpaceAsk, file: File): boolean =>
  isConverted(ask, file) || (ask.parts.documents.findAddedKind(file)?.startsWith('image/') ?? false)

const filesIn = (form: FormData, fields: readonly string[]): File[] =>
  fields.flatMap((name) => form.getAll(name)).filter((one): one is File => one instanceof File && one.size > 0)

/** What was sent in these fields; a sentence about what to do where it is nothing, of no kind that is taken, or several that are no photos. */
export const readSent = (ask: SpaceAsk, form: FormData, fields: readonly string[]): Sent | string => {
  const words = ask.text.adding
  const sent = filesIn(form, fields)
  const [file, other] = sent
  if (file === undefined) return words.missing
  if (other !== undefined) return sent.every((one) => isPhoto(ask, one)) ? { photos: sent } : words.severalPhotos
  const contentType = ask.parts.documents.findAddedKind(file)
  if (contentType !== undefined) return { file, contentType }
  return isConverted(ask, file) ? { photos: sent } : words.kind(kindsOf(ask))
}

/** Photos alone, for a document that has pages already. */
export const readMore = (ask: SpaceAsk, form: FormData): readonly File[] | string => {
  const photos = filesIn(form, ['more'])
  if (photos.length === 0) return ask.text.adding.pages.missing
  return photos.every((one) => isPhoto(ask, one)) ? photos : ask.text.adding.severalPhotos
}
