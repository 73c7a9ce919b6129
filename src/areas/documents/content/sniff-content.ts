const startsWith = (bytes: Uint8Array, start: string): boolean =>
  Buffer.from(bytes.subarray(0, start.length)).toString('latin1') === start

const signatures: readonly (readonly [string, string])[] = [
  ['%PDF-', 'application/pdf'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
  ['{\\rtf', 'text/rtf'],
]

const xmlStart = /^\s*<(?:\?xml[\s?]|!--|[A-Za-z_])/
// Markup that a browser would run stays out of every text we take.
const hypertext = /^\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body|script|svg)\b/i

// A JSON object that names the kind of resource it is, near its beginning as every writer of FHIR does.
const fhirStart = /^\s*\{\s*"(?:[^"\\]|\\.){1,100}"\s*:/
const isFhir = (text: string): boolean => fhirStart.test(text) && text.slice(0, 60_000).includes('"resourceType"')

// XML whose root is of FHIR's own namespace, by the prefix that it has or by none.
const fhirRoot =
  /^\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:([\w.-]+):)?[A-Z]\w*\s(?:[^>]*\s)?xmlns(?::\1)?\s*=\s*["']http:\/\/hl7\.org\/fhir["']/

const typeOfXml = (bytes: Uint8Array): string => {
  const start = Buffer.from(bytes.subarray(0, 20_000)).toString('latin1').replaceAll('\0', '')
  return fhirRoot.test(start.replace(/^(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)/, '')) ? 'application/fhir+xml' : 'text/xml'
}

const decode = (bytes: Uint8Array): string | undefined => {
  const [first, second] = bytes
  const wide = (first === 0xfe && second === 0xff) || first === 0 ? 'utf-16be' : 'utf-16le'
  const label = (first === 0xff && second === 0xfe) || second === 0 || wide === 'utf-16be' ? wide : 'utf-8'
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

// Control characters that no text has: tab, line ends and form feed are the ones it may have.
const isControl = (code: number): boolean => code < 9 || (code > 13 && code < 32)
const holdsControl = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (isControl(text.charCodeAt(at))) return true
  return false
}

/**
 * The media type that the bytes themselves show, one of data/content-types.json; undefined when they show none.
 * The name and the declared type are never asked.
 */
export const sniffContent = (bytes: Uint8Array): string | undefined => {
  const known = signatures.find(([start]) => startsWith(bytes, start))
  if (known !== undefined) return known[1]
  const head = Buffer.from(bytes.subarray(0, 2000))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
  if (hypertext.test(head)) return undefined
  // The declaration may name any encoding: the XML reader decodes it, not we.
  if (xmlStart.test(head.replaceAll('\0', '').replace(/^(?:\xfe\xff|\xff\xfe)/, ''))) return typeOfXml(bytes)
  const text = decode(bytes)
  if (text === undefined || text.trim() === '' || holdsControl(text)) return undefined
  return isFhir(text) ? 'application/fhir+json' : 'text/plain'
}

/** Whether a sniffed kind is a FHIR document's. */
export const isFhirType = (type: string | undefined): boolean =>
  type === 'application/fhir+json' || type === 'application/fhir+xml'
