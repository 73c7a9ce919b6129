import { bareType } from '../../platform/bare-type.ts'
import type { SubmittedContent } from '../../areas/documents/types.ts'
import { metadataProblem } from './metadata-problem.ts'
import { bundleKey, localId } from './read-reference.ts'
import type { SortedEntry } from './sort-bundle.ts'
import type { Attachment } from './datatypes.ts'

const expectedLength = (base64: string): number => {
  const padding = base64.endsWith('==') ? 2 : Number(base64.endsWith('='))
  return (base64.length / 4) * 3 - padding
}

/** The bytes of a base64 text. Node skips what it does not understand, so a wrong length betrays a wrong text. */
export const decodeBase64 = (text: string, field: string): Buffer => {
  const squeezed = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text
  const bytes = Buffer.from(squeezed, 'base64')
  if (bytes.length !== expectedLength(squeezed)) {
    throw metadataProblem('base64-malformed', { field }, 'XDSRepositoryMetadataError')
  }
  return bytes
}

// CDA is sent as text/xml and as application/xml for the same bytes (both are in the national guides).
const sameType = (type: string): string => bareType(type).replace('application/xml', 'text/xml')

type BinaryEntry = Extract<SortedEntry, { kind: 'binary' }>

const contentOf = (entry: BinaryEntry, attachment: Attachment, field: string): SubmittedContent => {
  const { contentType, data } = entry.resource
  const at = `Bundle.entry[${entry.at}].resource`
  if (sameType(contentType) !== sameType(attachment.contentType ?? '')) {
    throw metadataProblem('content-type-differs', { field: `${field}.contentType`, other: `${at}.contentType` })
  }
  if (data === undefined) throw metadataProblem('element-missing', { field: `${at}.data` }, 'XDSMissingDocument')
  return { bytes: decodeBase64(data, `${at}.data`) }
}

/** What an attachment's bytes can come from: the binaries of its message by key, and this server's own address. */
export interface ContentSources {
  binaries: ReadonlyMap<string, BinaryEntry>
  used: Set<string>
  baseUrl: string
}

/** The bytes an attachment names: an entry of the message, or what was uploaded ahead (`Binary/<id>`). */
export const readContent = (attachment: Attachment, sources: ContentSources, field: string): SubmittedContent => {
  const { url, data } = attachment
  if (data !== undefined) throw metadataProblem('attachment-data', { field: `${field}.data` })
  if (!url) throw metadataProblem('element-missing', { field: `${field}.url` }, 'XDSMissingDocument')
  const key = bundleKey(url)
  const entry = sources.binaries.get(key)
  if (entry) {
    sources.used.add(key)
    return contentOf(entry, attachment, field)
  }
  const stagedId = localId(url, 'Binary', sources.baseUrl)
  if (!stagedId) throw metadataProblem('attachment-dangling', { field: `${field}.url` }, 'XDSMissingDocument')
  return { stagedId }
}
