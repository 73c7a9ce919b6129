export { readBoxCode } from './box-code.ts'
export { dueVaccines, levelOf, type DueVaccine, type GivenVaccine } from './calendar/due-vaccines.ts'
export {
  childExams,
  examDocumentTypes,
  examReportedBy,
  examSystem,
  examsOf,
  type DatedExam,
} from './calendar/child-exams.ts'
export { createProfile } from './create-profile.ts'
export type * from './types.ts'
