import { Problem } from '../../../platform/problem.ts'

const declaration = /^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/

const byteOrderMark = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0x00 && bytes[1] === 0x3c) return 'utf-16be'
  if (bytes[0] === 0x3c && bytes[1] === 0x00) return 'utf-16le'
  return undefined
}

const refuseEncoding = (encoding: string, cause?: unknown): never => {
  throw new Problem('incorrect', 'xml-encoding', {
    details: { encoding, code: 'InvalidDocumentContent' },
    cause,
  })
}

const decoderFor = (encoding: string): TextDecoder => {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch (error) {
    return refuseEncoding(encoding, error)
  }
}

/**
 * An XML file as text, decoded by its byte order mark, else its declaration, else UTF-8 (Spec: XML 1.0 appendix F).
 * Bytes that the encoding does not know are refused: guessing would change a document of record.
 */
export const decodeXml = (bytes: Uint8Array): string => {
  const declared = declaration.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))?.[1]
  const encoding = byteOrderMark(bytes) ?? declared ?? 'utf-8'
  const decoder = decoderFor(encoding.toLowerCase())
  try {
    return decoder.decode(bytes)
  } catch (error) {
    return refuseEncoding(encoding, error)
  }
}
