import { Type } from 'typebox'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentMetadata, Identifier } from '../../reference/document-entry.ts'
import { dataFolder, readData } from '../../reference/data-file.ts'
import type { Reference } from '../../reference/reference.ts'
import { headerToMetadata } from './cda/header-to-metadata.ts'
import { parseCda } from './cda/parse-cda.ts'
import { readHeader } from './cda/read-header.ts'

/** One of the project's own example documents, ready to be deposited. */
export interface Example {
  bytes: Buffer
  metadata: DocumentMetadata
  patient: Identifier
  /** name of the cast's software that deposits it */
  depositor: string
}

const index = Type.Object({
  examples: Type.Array(Type.Object({ file: Type.String(), deposits: Type.String() })),
})

const insSystem = (oid: string): string => `urn:oid:${oid}`

const loadOne = (reference: Reference, { file, deposits }: { file: string; deposits: string }): Example => {
  const bytes = readFileSync(join(dataFolder, 'examples', file))
  const header = readHeader(parseCda(bytes))
  const [ins] = header.patient.ins
  return {
    bytes,
    metadata: { ...headerToMetadata(header, reference), contentType: 'text/xml' },
    patient: { system: insSystem(ins?.oid ?? ''), value: ins?.value ?? '' },
    depositor: deposits,
  }
}

/** The project's own example documents with the index their headers yield: for the demonstration, tests and benches. */
export const loadExamples = (reference: Reference): Example[] =>
  readData('examples/index.json', index).examples.map((example) => loadOne(reference, example))
