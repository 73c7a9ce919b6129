import { createHash } from 'node:crypto'

/** The hash of a document as XDS writes it: SHA-1 of the raw bytes, base64. */
export const sha1Of = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('base64')
