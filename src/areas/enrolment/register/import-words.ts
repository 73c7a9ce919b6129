import { Type, type Static } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const text = Type.String({ minLength: 1 })
const gender = Type.Union([Type.Literal('female'), Type.Literal('male'), Type.Literal('unknown')])

const schema = Type.Object({
  columns: Type.Object({ required: Type.Array(text), optional: Type.Array(text) }),
  schemes: Type.Array(Type.Object({ code: text, fr: text, en: text })),
  genders: Type.Record(Type.String(), gender),
  firstDigits: Type.Record(Type.String(), gender),
  measures: Type.Record(Type.String(), Type.Union([Type.Literal('guardian'), Type.Literal('curator')])),
  languages: Type.Array(Type.Union([Type.Literal('fr'), Type.Literal('en')])),
  cardSerialPattern: text,
  birthPlacePattern: text,
  postalCodePattern: text,
  limits: Type.Object({
    nameCharacters: Type.Integer(),
    givenNames: Type.Integer(),
    textCharacters: Type.Integer(),
    addressLineCharacters: Type.Integer(),
    addressLines: Type.Integer(),
    parents: Type.Integer(),
    recordBytes: Type.Integer(),
  }),
})

const departmentSchema = Type.Object({
  departments: Type.Array(Type.Object({ code: text, name: text, postal: Type.Array(text) })),
})

/** What a file of insured persons may hold: columns, words and limits, and the departments by code and by postal code. */
export interface ImportWords extends Static<typeof schema> {
  departments: ReadonlyMap<string, string>
  /** the department of a postal code, by its first two or three digits */
  departmentOfPostalCode(postalCode: string): string | undefined
}

/** Reads data/enrolment/import.json and departments.json. Throws DataFlaw when one does not fit. */
export const loadImportWords = (): ImportWords => {
  const { departments } = readData('enrolment/departments.json', departmentSchema)
  const byPostal = new Map(departments.flatMap(({ code, postal }) => postal.map((begins) => [begins, code] as const)))
  return {
    ...readData('enrolment/import.json', schema),
    departments: new Map(departments.map(({ code, name }) => [code, name])),
    departmentOfPostalCode: (postalCode) =>
      byPostal.get(postalCode.slice(0, 3)) ?? byPostal.get(postalCode.slice(0, 2)),
  }
}
