import { Type } from 'typebox'
import { readData } from '../../reference/data-file.ts'

const text = Type.String()
const coding = Type.Object({ system: text, code: text, display: text })

/** Profiles, extensions, code systems and defaults of the guides this edge speaks (data/fhir/terms.json). */
export const terms = readData(
  'fhir/terms.json',
  Type.Object({
    about: text,
    profiles: Type.Object({
      documentReference: text,
      submissionSet: text,
      folder: text,
      provideResponse: text,
      findResponse: text,
      findListsResponse: text,
    }),
    extensions: Type.Object({
      isArchived: text,
      designationType: text,
      sourceId: text,
      authorOrg: text,
      dataAbsent: text,
      oauthUris: text,
    }),
    listTypes: Type.Array(text),
    uriSystem: text,
    patientSystems: Type.Array(text),
    nationalSystems: Type.Array(Type.Object({ from: text, to: text, prefix: text, digits: Type.Number() })),
    defaults: Type.Object({ confidentiality: coding, format: coding }),
    timeZone: text,
  }),
)
