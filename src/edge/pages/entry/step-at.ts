import type { EntryFrame, Step } from './entry-page.tsx'
import type { EntryAsk } from './with-entry.ts'

/** Where one is on the way to the opening; the way back is shorter and counts nothing. */
export const stepAt = ({ view }: EntryAsk, step: Step): Pick<EntryFrame, 'step'> =>
  view.recovery === undefined ? { step } : {}
