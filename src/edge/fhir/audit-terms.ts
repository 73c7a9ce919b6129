import { Type } from 'typebox'
import { readData } from '../../reference/data-file.ts'

const text = Type.String()

/** How entries of the journal are told as AuditEvents (data/fhir/audit.json): each act's interaction and action, each capacity's purpose. */
export const auditTerms = readData(
  'fhir/audit.json',
  Type.Object({
    about: text,
    systems: Type.Object({
      type: text,
      subtype: text,
      outcome: text,
      purpose: text,
      participation: text,
      dicom: text,
      entityType: text,
      entityRole: text,
      sourceType: text,
      profession: text,
      professional: text,
      facility: text,
    }),
    purposes: Type.Record(text, text),
    acts: Type.Record(text, Type.Object({ subtype: text, action: text })),
  }),
)
