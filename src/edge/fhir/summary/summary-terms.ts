import { Type, type Static } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const text = Type.String({ minLength: 1 })

const section = Type.Object({
  key: text,
  loinc: text,
  /** the section of the medical profile that fills it */
  from: Type.Optional(text),
  required: Type.Optional(Type.Literal(true)),
  fr: text,
  en: text,
})

/** A section of a patient summary. */
export type SummarySection = Static<typeof section>

/** The sections of a patient summary and what it is marked with (data/fhir/summary.json). */
export const summaryTerms = readData(
  'fhir/summary.json',
  Type.Object({
    about: text,
    source: text,
    profile: text,
    bundleProfile: text,
    type: text,
    title: Type.Object({ fr: text, en: text }),
    sections: Type.Array(section),
  }),
)
