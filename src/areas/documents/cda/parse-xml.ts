import { ParseOption, XmlDocument } from 'libxml2-wasm'
import { Problem } from '../../../platform/problem.ts'
import { decodeXml } from './decode-xml.ts'
import { refuseXml, scanTree, xmlLimits } from './scan-tree.ts'
import type { XmlElement } from './xml-element.ts'

const options =
  ParseOption.XML_PARSE_HUGE |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NOCDATA |
  ParseOption.XML_PARSE_SKIP_IDS |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_IGNORE_ENC

// What may stand before the root: declaration, comments, instructions. Anything else there is a document type or no XML.
const prolog = /^\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*)*/

const checkProlog = (text: string): void => {
  const end = prolog.exec(text)?.[0].length ?? 0
  // Checked before parsing: huge mode lifts the parser's own guard against entity bombs.
  if (text.startsWith('<!DOCTYPE', end)) refuseXml('xml-doctype')
  if (!/^<[^!?/\s]/.test(text.slice(end, end + 2))) {
    refuseXml('xml-malformed', { line: text.slice(0, end).split('\n').length })
  }
}

const firstLine = (error: unknown): number => {
  if (!(error instanceof Error) || !('details' in error) || !Array.isArray(error.details)) return 0
  const first: unknown = error.details[0]
  return typeof first === 'object' && first !== null && 'line' in first && typeof first.line === 'number'
    ? first.line
    : 0
}

const parse = (text: string): XmlDocument => {
  try {
    return XmlDocument.fromBuffer(Buffer.from(text), { option: options })
  } catch (error) {
    throw new Problem('incorrect', 'xml-malformed', {
      details: { line: firstLine(error), code: 'InvalidDocumentContent' },
      cause: error,
    })
  }
}

/**
 * Parses an XML file into plain data within `xmlLimits`. Document types and entities are refused before parsing and again after;
 * nothing outside the file is ever read. Failures are `incorrect` Problems (`xml-malformed`, `xml-doctype`, `xml-too-…`, `xml-encoding`).
 */
export const parseXml = (bytes: Uint8Array): XmlElement => {
  if (bytes.length > xmlLimits.bytes) refuseXml('xml-too-big', { limit: xmlLimits.bytes })
  const text = decodeXml(bytes)
  checkProlog(text)
  const parsed = parse(text)
  try {
    if (parsed.dtd !== null) refuseXml('xml-doctype')
    return scanTree(parsed.toString({ format: false }))
  } finally {
    parsed.dispose()
  }
}
