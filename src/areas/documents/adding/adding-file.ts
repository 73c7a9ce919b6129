import { Type } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const text = Type.String({ minLength: 1 })

const schema = Type.Object({
  about: text,
  tries: Type.Object({ count: Type.Integer({ minimum: 1 }), seconds: Type.Integer({ minimum: 1 }) }),
  format: text,
  confidentiality: text,
  files: Type.Array(Type.Object({ contentType: text, name: text, endings: Type.Array(text, { minItems: 1 }) })),
  converted: Type.Array(Type.Object({ name: text, declared: Type.Array(text), endings: Type.Array(text) })),
  heifBrands: Type.Array(text),
  types: Type.Array(
    Type.Object({
      code: text,
      fr: text,
      en: text,
      words: Type.Array(text),
      adultsOnly: Type.Optional(Type.Boolean()),
      /** a new one takes the place of the former one (rules PML-25) */
      once: Type.Optional(Type.Boolean()),
    }),
  ),
  /** made by the space itself, of the profile: added by nobody */
  made: Type.Object({ code: text, fr: text, en: text }),
  otherwise: text,
  cameraNames: Type.Array(text),
})

/** What a person's own documents are added with, from data/adding.json. */
export const addingFile = readData('adding.json', schema)
