/** The eight kinds of failure. Each edge translates them with one table (docs/decisions/0003-errors.md). */
export type ProblemKind =
  | 'incorrect'
  | 'unauthenticated'
  | 'refused'
  | 'absent'
  | 'conflict'
  | 'busy'
  | 'unavailable'
  | 'fault'

/** Details that may be shown to whoever asked: the field at fault, the limit, the allowed values. Never health data. */
export type ProblemDetails = Readonly<Record<string, string | number | boolean>>

/** What a Problem carries beside its kind and reason. `cause` is private: it is logged and never sent. */
export interface ProblemExtras {
  details?: ProblemDetails
  cause?: unknown
}

/**
 * The one failure that crosses borders. `reason` is a kebab-case string that is never renamed (it stands in the journal);
 * its French and English sentences are in data/reasons, with `{name}` where a detail goes.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly kind: ProblemKind
  readonly reason: string
  readonly details: ProblemDetails

  constructor(kind: ProblemKind, reason: string, extras: ProblemExtras = {}) {
    super(reason, { cause: extras.cause })
    this.kind = kind
    this.reason = reason
    this.details = extras.details ?? {}
  }
}

/** Any thrown thing as a Problem: unknown errors become a `fault` whose cause stays private. */
export const toProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem('fault', 'unexpected-fault', { cause: error })

/**
 * Whether a transaction that failed may have been kept all the same: the connection was lost, perhaps behind the commit. What it
 * would have named must then stay; nobody guesses.
 */
export const isOutcomeUnknown = (error: unknown): boolean => toProblem(error).kind === 'unavailable'
