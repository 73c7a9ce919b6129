import type { VNode } from 'preact'
import { authorNamesOf } from '../../../../areas/documents/index.ts'
import {
  examDocumentTypes,
  examReportedBy,
  examsOf,
  type DatedExam,
  type MedicalProfile,
} from '../../../../areas/profile/index.ts'
import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import type { ProfileLine } from '../../../../reference/profile-entry.ts'
import type { SpaceAsk } from '../../ask.ts'
import { Pill } from '../../components/pill.tsx'
import { sectionPath } from '../../profile/profile-paths.ts'
import { lineByline } from '../../profile/profile-words.ts'
import { recordAt } from '../../record-at.ts'

/** The examinations of a child, what was said of them, and which documents report them. */
export interface BookletExams {
  dated: readonly DatedExam[]
  lines: readonly ProfileLine[]
  reports: readonly DocumentEntry[]
  /** whether something may still be noted: the booklet of a childhood that is over is only read */
  isOpen: boolean
}

const mostReports = 100

/** Reads what a booklet says of examinations, as its visitor may see it. */
export const readExams = async (
  ask: SpaceAsk,
  { birthDate, profile, isOpen }: { birthDate: string; profile: MedicalProfile; isOpen: boolean },
): Promise<BookletExams> => {
  const today = ask.parts.dayOf(ask.parts.clock.now().toISOString())
  const query = {
    status: ['current' as const],
    typeCodes: examDocumentTypes.map((code) => ({ code })),
    count: mostReports,
  }
  const { entries } = await ask.parts.documents.listDocuments(ask.visitor, { spaceId: ask.spaceId }, query)
  return {
    dated: examsOf(birthDate, today),
    lines: profile.parts.find(({ section }) => section === 'exams')?.lines ?? [],
    reports: entries,
    isOpen,
  }
}

const dayOfReport = (ask: SpaceAsk, { periodStart, datedAt }: DocumentEntry): string =>
  ask.parts.dayOf(periodStart ?? datedAt)

/** The documents that report one examination. */
const reportsOf = (ask: SpaceAsk, { dated, reports }: BookletExams, one: DatedExam): DocumentEntry[] =>
  reports.filter((entry) => {
    const about = { type: entry.type.code, format: entry.format.code, day: dayOfReport(ask, entry) }
    return examReportedBy(dated, about)?.exam.code === one.exam.code
  })

const stateOf = (
  exam: DatedExam,
  line: ProfileLine | undefined,
  isReported: boolean,
): 'done' | 'not-done' | 'to-plan' | 'now' | 'past' | 'later' => {
  const said = line?.fields['state']
  if (said === 'done' || said === 'not-done' || said === 'to-plan') return said
  return isReported ? 'done' : exam.when
}

const tones = {
  done: 'ok',
  'not-done': 'plain',
  'to-plan': 'info',
  now: 'attention',
  past: 'plain',
  later: 'plain',
} as const
const icons = {
  done: 'check',
  'not-done': 'info',
  'to-plan': 'info',
  now: 'alert',
  past: 'info',
  later: 'info',
} as const

/** By which documents it was done, by whose word each is. */
const Reports = ({ ask, reports }: { ask: SpaceAsk; reports: readonly DocumentEntry[] }): VNode => (
  <>
    {reports.map((entry) => (
      <p key={entry.id} class="row-who">
        {ask.text.booklet.reported(ask.words.date(dayOfReport(ask, entry)))}{' '}
        <a href={`${recordAt(ask)}/documents/${entry.id}`}>{entry.title}</a>
        {[...authorNamesOf(entry).values()].map((name) => ` · ${name}`)}
      </p>
    ))}
  </>
)

const ExamRow = ({ ask, one, exams }: { ask: SpaceAsk; one: DatedExam; exams: BookletExams }): VNode => {
  const words = ask.text.booklet
  const { exam, from, to } = one
  const line = exams.lines.find(({ fields }) => fields['what'] === exam.code)
  const reports = reportsOf(ask, exams, one)
  const state = stateOf(one, line, reports.length > 0)
  const section = sectionPath(recordAt(ask), 'exams')
  return (
    <li class="row">
      <div class="row-main">
        <h3>{exam[ask.lang]}</h3>
        <p class="row-who">
          {words.window(ask.words.date(from), ask.words.date(to))}
          {exam.certificate ? ` · ${words.certificate}` : ''}
        </p>
        <p>
          <Pill icon={icons[state]} tone={tones[state]} says={words.states[state]} />{' '}
          {line?.fields['at'] === undefined ? null : words.on(ask.words.date(line.fields['at']))}
        </p>
        {line === undefined ? null : <p class="row-who">{lineByline(ask, line, ask.child === undefined)}</p>}
        <Reports ask={ask} reports={reports} />
      </div>
      {exams.isOpen ? (
        <a href={line === undefined ? `${section}/add?what=${exam.code}` : `${section}/${line.id}`}>
          <span aria-hidden="true">{words.say}</span>
          <span class="unseen">{words.sayNamed(exam[ask.lang])}</span>
        </a>
      ) : null}
    </li>
  )
}

/** The twenty examinations with their windows, what was said of each, and what reports it. */
export const Exams = ({ ask, exams }: { ask: SpaceAsk; exams: BookletExams }): VNode => (
  <section>
    <h2>{ask.text.booklet.exams}</h2>
    <ul class="rows">
      {exams.dated.map((one) => (
        <ExamRow key={one.exam.code} ask={ask} one={one} exams={exams} />
      ))}
    </ul>
  </section>
)
