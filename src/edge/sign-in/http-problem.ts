import { Problem, toProblem, type ProblemKind } from '../../platform/problem.ts'

/** The status of a page, and of what a page's script asks for, by the kind of its problem. */
export const problemStatuses: Readonly<Record<ProblemKind, number>> = {
  incorrect: 400,
  unauthenticated: 401,
  refused: 403,
  absent: 404,
  conflict: 409,
  busy: 429,
  unavailable: 503,
  fault: 500,
}

/** What the server itself refuses before a handler runs: a body too long, or in another form than a page sends. */
const isRequestFault = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500

/** Any thrown thing as a Problem; `unreadable` is the reason where the request itself could not be read. */
export const requestProblem = (error: unknown, unreadable: string): Problem =>
  !(error instanceof Problem) && isRequestFault(error)
    ? new Problem('incorrect', unreadable, { cause: error })
    : toProblem(error)
