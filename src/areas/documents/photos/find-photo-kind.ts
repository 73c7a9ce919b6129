import { addingFile } from '../adding/adding-file.ts'
import { sniffContent } from '../content/sniff-content.ts'

const heic = 'image/heic'

/** Spec: ISO/IEC 14496-12 §4.3, the box of file type says of whom it can be read; ISO/IEC 23008-12 Annex B names the brands. */
const isHeif = (bytes: Buffer): boolean => {
  if (bytes.length < 16 || bytes.toString('latin1', 4, 8) !== 'ftyp') return false
  const brands = bytes.toString('latin1', 8, Math.min(bytes.readUInt32BE(0), 128)).match(/.{4}/gs) ?? []
  return brands.some((brand) => addingFile.heifBrands.includes(brand))
}

/** The kind of photo that the bytes themselves show; nothing for what is none. */
export const findPhotoKind = (bytes: Buffer): string | undefined => {
  if (isHeif(bytes)) return heic
  const sniffed = sniffContent(bytes.subarray(0, 64))
  return sniffed?.startsWith('image/') ? sniffed : undefined
}
