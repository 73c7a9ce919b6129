import assert from 'node:assert/strict'
import { at } from '../../../tests/support/json-path.ts'
import type { Answer, Caller } from './caller.ts'
import type { Deposit } from './write-reference.ts'

/** The address of an ITI-67 search for a document by its unique id, whatever its status. */
export const searchAddress = ({ patient, metadata }: Deposit): string => {
  const parameters = new URLSearchParams({
    'patient.identifier': `${patient.system}|${patient.value}`,
    identifier: `urn:ietf:rfc:3986|${metadata.uniqueId}`,
  })
  return `DocumentReference?${parameters}`
}

/** How often a document is found by its unique id. */
export const countDocument = async (call: Caller, reader: string, deposit: Deposit): Promise<unknown> =>
  at((await call(reader, searchAddress(deposit))).body, 'total')

/** The DocumentReference of a deposited document; fails unless it is found once. */
export const findDocument = async (call: Caller, reader: string, deposit: Deposit): Promise<unknown> => {
  const { status, body, text } = await call(reader, searchAddress(deposit))
  assert.equal(status, 200, text)
  assert.equal(at(body, 'total'), 1, 'it is found once')
  return at(body, 'entry.0.resource')
}

/** The bytes of a found document by ITI-68, as they were deposited. */
export const retrieve = (call: Caller, reader: string, document: unknown): Promise<Answer> =>
  call(reader, String(at(document, 'content.0.attachment.url')), { accept: '*/*' })
