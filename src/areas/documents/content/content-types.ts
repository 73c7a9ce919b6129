import { Type } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const schema = Type.Object({
  about: Type.String(),
  types: Type.Array(
    Type.Object({ sniffed: Type.String(), declared: Type.Array(Type.String()), fr: Type.String(), en: Type.String() }),
  ),
  maxPixels: Type.Integer(),
  foreignStarts: Type.Array(Type.Object({ name: Type.String(), start: Type.String() })),
  foreignInside: Type.Array(
    Type.Object({
      name: Type.String(),
      of: Type.String(),
      text: Type.String(),
      within: Type.Optional(Type.Integer()),
      fromEnd: Type.Optional(Type.Integer()),
    }),
  ),
  pdfForbidden: Type.Array(Type.Object({ name: Type.String(), feature: Type.String() })),
})

/** The kinds of content a deposit may have and what they may not hide, from data/content-types.json. */
export const contentTypes = readData('content-types.json', schema)
