import type { Problem } from '../../platform/problem.ts'
import type { Ask } from './ask.ts'
import type { FieldFault } from './components/error-summary.tsx'

type Refused = keyof Ask['text']['deposit']['refused']

const fieldOf: Readonly<Record<Refused, string>> = {
  'document-type-unknown': 'type',
  'visibility-never-closed-again': 'sight',
  'replacement-tells-secret': 'sight',
  'secret-visit-deposits-secrets': 'sight',
  'replaced-document-unknown': 'why',
  'replaced-document-disputed': 'why',
  'staged-content-missing': 'file',
  'content-type-differs': 'file',
  'unique-id-already-deposited': 'file',
  'content-empty': 'file',
  'content-type-not-allowed': 'file',
  'content-type-mismatch': 'file',
  'content-polyglot': 'file',
  'picture-too-large': 'file',
  'pdf-active-content': 'file',
}

const isRefused = (reason: string): reason is Refused => Object.hasOwn(fieldOf, reason)

/** The field of the page that a refused deposit is about, with what to do there. The reason's own sentence is for who writes software. */
export const depositFault = (ask: Ask, { reason }: Problem): FieldFault | undefined =>
  isRefused(reason) ? { fieldId: fieldOf[reason], says: ask.text.deposit.refused[reason] } : undefined
