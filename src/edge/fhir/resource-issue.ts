import { Problem } from '../../platform/problem.ts'
import type { ProblemDetails } from '../../platform/problem.ts'

/** One defect of a resource as sent: which reason of the catalogue, and the details its sentence names (`field` first). */
export interface ResourceIssue {
  reason: string
  details: ProblemDetails & { field: string }
}

/** Enough for a developer to mend a message in one go, little enough to keep the answer small. */
export const maximumIssues = 20

/** A resource that is not what the standard says: every defect found, each with its path. Never empty. */
export class IncorrectResource extends Problem {
  readonly issues: readonly ResourceIssue[]

  constructor(issues: readonly ResourceIssue[]) {
    super('incorrect', issues[0]?.reason ?? 'resource-not-valid', { details: issues[0]?.details ?? {} })
    this.issues = issues
  }
}
