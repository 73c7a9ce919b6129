import { Type, type Static } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const text = Type.String({ minLength: 1 })
const exam = Type.Object({
  code: text,
  fr: text,
  en: text,
  from: Type.Integer({ minimum: 0 }),
  to: Type.Integer({ minimum: 1 }),
  unit: Type.Union([Type.Literal('days'), Type.Literal('months'), Type.Literal('years')]),
  certificate: Type.Optional(Type.Literal(true)),
  formats: Type.Optional(Type.Array(text)),
})

/** An examination of the child booklet. Law: rules PML-31. */
export type ChildExam = Static<typeof exam>

const file = readData(
  'profile/child-exams.json',
  Type.Object({
    about: text,
    source: text,
    system: text,
    documents: Type.Object({ types: Type.Array(text), dated: Type.Array(text) }),
    exams: Type.Array(exam),
  }),
)

/** The examinations, in the order of a child's life. */
export const childExams: readonly ChildExam[] = file.exams

/** The types of documents that may report an examination. */
export const examDocumentTypes: readonly string[] = file.documents.types

/** What tells of which examination a document is. `day` is `YYYY-MM-DD`. */
export interface ExamDocument {
  type: string
  format: string
  day: string
}

/** Which of a child's examinations a document reports: the one it is the certificate of, else the one of its day; nothing for other documents. Pure. */
export const examReportedBy = (
  exams: readonly DatedExam[],
  { type, format, day }: ExamDocument,
): DatedExam | undefined =>
  exams.find(({ exam: { formats = [] } }) => formats.includes(format)) ??
  (file.documents.dated.includes(type) ? exams.find(({ from, to }) => from <= day && day <= to) : undefined)

/** The code system of the examinations. */
export const examSystem: string = file.system

/** An examination of one child. Days are `YYYY-MM-DD`, both included. */
export interface DatedExam {
  exam: ChildExam
  from: string
  to: string
  when: 'past' | 'now' | 'later'
}

const after = (birth: Temporal.PlainDate, unit: ChildExam['unit'], count: number): Temporal.PlainDate =>
  birth.add({ [unit]: count })

/** When each examination is due for somebody born on a day. Pure. */
export const examsOf = (birthDate: string, today: string): DatedExam[] => {
  const birth = Temporal.PlainDate.from(`${birthDate}-01-01`.slice(0, 10))
  return childExams.map((one) => {
    const from = after(birth, one.unit, one.from).toString()
    const to = after(birth, one.unit, one.to).subtract({ days: 1 }).toString()
    return { exam: one, from, to, when: to < today ? 'past' : from <= today ? 'now' : 'later' }
  })
}
