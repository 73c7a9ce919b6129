import { Type } from 'typebox'
import { readData } from '../../reference/data-file.ts'

/** The remarks of one room by their names, each with its French and English sentence. */
export type WarningSentences = ReadonlyMap<string, { readonly fr: string; readonly en: string }>

const schema = Type.Object({
  about: Type.String(),
  warnings: Type.Array(Type.Object({ name: Type.String(), fr: Type.String(), en: Type.String() })),
})

const readSentences = (path: string): WarningSentences =>
  new Map(readData(path, schema).warnings.map(({ name, fr, en }) => [name, { fr, en }]))

/** What a CDA document may lack, in the order that it is told in. */
export const cdaSentences = readSentences('cda/warnings.json')

/** What a FHIR document may lack, in the order that it is told in. */
export const fhirSentences = readSentences('fhir/warnings.json')

/** Every remark that a document may be given, in words. */
export const warningSentences: WarningSentences = new Map([
  ...cdaSentences,
  ...fhirSentences,
  ...readSentences('message-warnings.json'),
])
