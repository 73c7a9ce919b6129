import { randomBytes } from 'node:crypto'
import { loadExamples } from '../../../src/areas/documents/index.ts'
import { createReference } from '../../../src/reference/create-reference.ts'
import { cdaExamples } from '../../../tests/cda/cda-examples.ts'
import type { Deposit } from './write-reference.ts'

/** One of the project's own examples, ready to be deposited over the wire. */
export interface OwnDeposit extends Deposit {
  file: string
  depositor: string
}

/** The project's own examples, in the order of data/examples/index.json. */
export const ownDeposits = (): OwnDeposit[] =>
  loadExamples(createReference()).map((example, at) => ({ ...example, file: cdaExamples[at]?.file ?? '' }))

/** A unique id that nobody used before, as the root of a CDA id. */
export const freshRoot = (): string => `2.25.${BigInt(`0x${randomBytes(16).toString('hex')}`)}`

const textOf = ({ bytes }: Deposit): string => bytes.toString('utf8')

/** A document with a text of its bytes replaced; stops where the text is not there, so that no case tests nothing. */
export const rewritten = <D extends Deposit>(deposit: D, from: string | RegExp, to: string): D => {
  const changed = textOf(deposit).replace(from, to)
  if (changed === textOf(deposit)) throw new Error(`the document does not hold ${String(from)}`)
  return { ...deposit, bytes: Buffer.from(changed) }
}

/** The same document under a unique id of its own, so that tests which share a server stay apart. */
export const freshCopy = <D extends Deposit>(deposit: D): D => {
  const root = freshRoot()
  const copy = rewritten(deposit, deposit.metadata.uniqueId.replace('urn:oid:', ''), root)
  return { ...copy, metadata: { ...copy.metadata, uniqueId: `urn:oid:${root}` } }
}

/** A fresh copy of the example with this file name. */
export const freshExample = (file: string): OwnDeposit => {
  const found = ownDeposits().find((one) => one.file === file)
  if (!found) throw new Error(`no example ${file}`)
  return freshCopy(found)
}

/** A deposit of bytes that are no CDA, under a unique id of its own, described as a discharge letter is. */
export const contentDeposit = (contentType: string, bytes: Buffer): OwnDeposit => {
  const { metadata, ...rest } = freshExample('discharge-letter.xml')
  return { ...rest, bytes, metadata: { ...metadata, uniqueId: `urn:oid:${freshRoot()}`, contentType } }
}
