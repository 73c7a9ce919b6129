export { enrolmentPhone, type Outlets } from './campaigns/create-campaigning.ts'
export type * from './campaigns/figure-types.ts'
export { campaignParameters, staffDeeds } from './campaigns/parameters.ts'
export type * from './campaigns/ports.ts'
export { mayDo } from './campaigns/rules.ts'
export type * from './campaigns/types.ts'
export { codeParameters, type CodeParameters } from './codes/parameters.ts'
export { printedCode } from './codes/rules.ts'
export type { Codes, IssuedCode } from './codes/codes.ts'
export { createEnrolment, type Enrolment, type EnrolmentParts } from './create-enrolment.ts'
export type * from './entry/types.ts'
export type { Child, Families } from './families/families.ts'
export { clockVisitor } from './life/clock-visitor.ts'
export type * from './life/types.ts'
export type { FileEncoding, ImportSource } from './register/import/import-source.ts'
export {
  createImportPersons,
  type ImportOutcome,
  type ImportPersons,
  type ImportProgress,
} from './register/import/import-persons.ts'
export { createImportRuns, type ImportRuns } from './register/runs/import-runs.ts'
export type { FlawLine, ImportRun } from './register/runs/store.ts'
export { createRegister, type Register } from './register/register.ts'
export type * from './register/types.ts'
