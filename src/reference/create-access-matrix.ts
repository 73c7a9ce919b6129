import { Type } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'
import type { Reference } from './reference.ts'

const path = 'access/matrix.json'

const source = Type.Union([Type.Literal('confirmed'), Type.Literal('sample')])

const row = Type.Object({
  profession: Type.String(),
  default: Type.Union([Type.Literal('allow'), Type.Literal('absent')]),
  deny: Type.Array(Type.String()),
  allow: Type.Array(Type.String()),
  basis: Type.Object({ allow: source, deny: source }),
  note: Type.Optional(Type.String()),
})

const schema = Type.Object({
  versions: Type.Array(Type.Object({ from: Type.String(), rows: Type.Array(row) }), { minItems: 1 }),
})

type Row = Type.Static<typeof row>

/** A cell of the national matrix: `absent`, not known, says no as `deny` does. */
export type MatrixCell = 'allow' | 'deny' | 'absent'

/** Where the allowed and the denied cells of a profession come from: public sources, or made up for the demonstration. */
export type MatrixBasis = Readonly<Row['basis']>

/** Which profession (code of TRE_G15) may read which type of document, by day (`YYYY-MM-DD` or a longer ISO text). */
export interface AccessMatrix {
  matrixCell(profession: string, typeCode: string, at: string): MatrixCell
  /** Every type the profession may read: for lists, before each row is decided. */
  openTypes(profession: string, at: string): readonly string[]
  /** Every profession that has a row, in the order of the table, with where its cells come from. */
  professions(at: string): ReadonlyMap<string, MatrixBasis>
}

type Cells = ReadonlyMap<string, MatrixCell>

const cellsOf = ({ deny, allow, default: byDefault }: Row, typeCodes: readonly string[]): Cells =>
  new Map<string, MatrixCell>([
    ...typeCodes.map((code) => [code, byDefault] as const),
    ...allow.map((code) => [code, 'allow'] as const),
    ...deny.map((code) => [code, 'deny'] as const),
  ])

const checkRow = ({ profession, deny, allow }: Row, reference: Reference): void => {
  const flaw = (what: string) => new DataFlaw(path, `profession ${profession}`, what)
  if (!reference.findProfession(profession)) throw flaw('is not in TRE_G15')
  for (const code of [...deny, ...allow]) {
    if (!reference.findDocumentType(code)) throw flaw(`type ${code} is in no list`)
    if (deny.includes(code) && allow.includes(code)) throw flaw(`type ${code} is both denied and allowed`)
  }
}

const cellsByProfession = (rows: readonly Row[], reference: Reference): ReadonlyMap<string, Cells> => {
  const typeCodes = reference.all('document-types').map(({ code }) => code)
  const professions = new Map<string, Cells>()
  for (const each of rows) {
    checkRow(each, reference)
    if (professions.has(each.profession)) throw new DataFlaw(path, `profession ${each.profession}`, 'stands twice')
    professions.set(each.profession, cellsOf(each, typeCodes))
  }
  return professions
}

/** Reads data/access/matrix.json. Throws DataFlaw on an unknown profession or type. Law: order of 26 October 2023. */
export const createAccessMatrix = (reference: Reference): AccessMatrix => {
  const versions = readData(path, schema).versions.map(({ from, rows }) => {
    const cells = cellsByProfession(rows, reference)
    const open = new Map(
      Array.from(cells, ([profession, types]) => [
        profession,
        Object.freeze(Array.from(types).flatMap(([code, cell]) => (cell === 'allow' ? [code] : []))),
      ]),
    )
    const bases = new Map(rows.map(({ profession, basis }) => [profession, Object.freeze(basis)]))
    return { from, cells, open, bases }
  })
  const versionAt = (at: string) => versions.findLast(({ from }) => from <= at.slice(0, 10))
  return Object.freeze<AccessMatrix>({
    matrixCell: (profession, typeCode, at) => versionAt(at)?.cells.get(profession)?.get(typeCode) ?? 'absent',
    professions: (at) => versionAt(at)?.bases ?? new Map(),
    openTypes: (profession, at) => versionAt(at)?.open.get(profession) ?? [],
  })
}
