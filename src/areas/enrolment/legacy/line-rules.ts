import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Act } from '../../../access/types.ts'
import type { OlderAccess } from '../../documents/index.ts'
import { parseInstant } from '../../../platform/clock.ts'
import type { DocumentMetadata } from '../../../reference/document-entry.ts'

const text = Type.String({ minLength: 1, maxLength: 1_000 })
const coding = Type.Object({ system: text, code: text, display: Type.Optional(text) })
const person = Type.Object({ id: Type.Optional(text), name: text, profession: Type.Optional(text) })

/** What the journals of older records call an act, in our word for it. */
const acts: Readonly<Record<string, Act>> = {
  list: 'list-documents',
  read: 'read-document',
  deposit: 'deposit-document',
  update: 'update-document',
  hide: 'hide-document',
  show: 'show-document',
}

const lineSchema = Type.Object({
  ins: Type.Object({ system: text, value: text }),
  createdAt: text,
  document: Type.Object({
    uniqueId: text,
    title: text,
    type: coding,
    class: coding,
    format: coding,
    contentType: text,
    createdAt: text,
    datedAt: Type.Optional(text),
    depositedAt: Type.Optional(text),
    language: Type.Optional(text),
    authors: Type.Array(person, { maxItems: 100 }),
    hidden: Type.Optional(Type.Boolean()),
    withheld: Type.Optional(Type.Boolean()),
  }),
  file: text,
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  history: Type.Optional(
    Type.Array(
      Type.Object({
        at: text,
        by: Type.Object({ id: text, name: text, profession: Type.Optional(text) }),
        act: Type.Enum(Object.keys(acts)),
        document: Type.Optional(text),
      }),
      { maxItems: 100_000 },
    ),
  ),
})
const lineCheck = Compile(lineSchema)

/** One document of an older record, as a line says it. */
export type LegacyLine = Static<typeof lineSchema>

/** Why a line of an older record is not taken. */
export type LegacyReason =
  | 'legacy-line-unreadable'
  | 'legacy-line-too-long'
  | 'legacy-field-wrong'
  | 'legacy-date-wrong'
  | 'legacy-record-too-young'
  | 'legacy-person-unknown'
  | 'legacy-person-left'
  | 'legacy-file-missing'
  | 'legacy-file-too-large'
  | 'legacy-sha256-differs'

/** A fault of a line: where it lies and what is wrong. */
export interface LineFault {
  field: string
  reason: LegacyReason
  details?: Readonly<Record<string, string | number>>
}

const fieldOf = (pointer: string): string => pointer.slice(1).replaceAll('/', '.')

const datesOf = ({ createdAt, document, history = [] }: LegacyLine): [string, string | undefined][] => [
  ['createdAt', createdAt],
  ['document.createdAt', document.createdAt],
  ['document.datedAt', document.datedAt],
  ['document.depositedAt', document.depositedAt],
  ...history.map(({ at }, n): [string, string] => [`history.${n}.at`, at]),
]

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Reads a line; or says which field is wrong. */
export const readLegacyLine = (line: string): { line: LegacyLine } | { fault: LineFault } => {
  const value = parse(line)
  if (value === undefined) return { fault: { field: '', reason: 'legacy-line-unreadable' } }
  if (!lineCheck.Check(value)) {
    const [flaw] = lineCheck.Errors(value)
    const missing = flaw && 'requiredProperties' in flaw.params ? String(flaw.params.requiredProperties[0]) : ''
    const field = [fieldOf(flaw?.instancePath ?? ''), missing].filter((part) => part !== '').join('.')
    return { fault: { field, reason: 'legacy-field-wrong' } }
  }
  const wrong = datesOf(value).find(([, date]) => date !== undefined && parseInstant(date) === undefined)
  return wrong ? { fault: { field: wrong[0], reason: 'legacy-date-wrong' } } : { line: value }
}

/** The national identifier of professionals and facilities, with its prefix. Spec: IHE XDS author, CI-SIS. */
const partySystem = 'urn:oid:1.2.250.1.71.4.2.1'

/** The national list of professions, TRE_G15. */
const professionSystem = 'urn:oid:1.2.250.1.71.1.2.7'

/** A line's document as the index has it: its own authors, dates and marks. */
export const metadataOf = ({ ins, document }: LegacyLine): DocumentMetadata => ({
  uniqueId: document.uniqueId,
  status: 'current',
  archived: false,
  visibility: {
    hidden: document.hidden ?? false,
    withheld: document.withheld ?? false,
    hiddenFromRepresentatives: false,
  },
  confidentiality: [],
  documentClass: document.class,
  type: document.type,
  format: document.format,
  ...(document.language ? { language: document.language } : {}),
  contentType: document.contentType,
  title: document.title,
  createdAt: document.createdAt,
  datedAt: document.datedAt ?? document.createdAt,
  authors: document.authors.map(({ id, name, profession }) => ({
    ...(id === undefined ? {} : { id: { system: partySystem, value: id } }),
    person: { family: name, given: '' },
    ...(profession === undefined ? {} : { role: { system: professionSystem, code: profession } }),
  })),
  events: [],
  references: [],
  sourcePatient: { identifiers: [ins] },
  relatesTo: [],
})

/** Who opened the document in the older record, in our words. */
export const accessesOf = ({ history = [] }: LegacyLine): OlderAccess[] =>
  history.map(({ at, by, act }) => ({ at, effect: 'permit', act: acts[act] ?? 'read-document', actor: by }))
