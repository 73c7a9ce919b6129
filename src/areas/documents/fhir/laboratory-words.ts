import { Type } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const words = Type.Record(Type.String(), Type.String())

const schema = Type.Object({
  about: Type.String(),
  source: Type.String(),
  ucum: Type.String(),
  statuses: Type.Record(Type.String(), Type.Union([Type.Literal('pending'), Type.Literal('cancelled')])),
  absent: words,
  answers: Type.Object({ true: Type.String(), false: Type.String() }),
  ownRange: Type.Array(Type.String()),
  identifying: Type.Array(Type.String()),
})

/** What reading laboratory results of a FHIR document needs to know beforehand, from data/fhir/laboratory.json. */
export const laboratoryWords = readData('fhir/laboratory.json', schema)

/** What a document's own word stands for. Trust: `constructor` is a word like any other. */
export const wordIn = <T>(known: Readonly<Record<string, T>>, word: string | undefined): T | undefined =>
  word !== undefined && Object.hasOwn(known, word) ? known[word] : undefined
