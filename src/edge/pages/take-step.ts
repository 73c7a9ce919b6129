import { Problem } from '../../platform/problem.ts'
import type { Redirect } from './ask.ts'
import type { PassingWord } from './passing-word.ts'

/** What a step says that was taken already, by the same form sent twice or in another window. */
const taken: ReadonlySet<string> = new Set([
  'enrolment-wrong-moment',
  'child-unknown',
  'parent-request-waits',
  'parent-request-unknown',
  'passkey-unknown',
  'recovery-over',
  'permission-over',
  'objection-over',
  'dispute-over',
  'request-over',
])

/** Takes a step and tells it on the page `to`. One that was taken already leads to `late` and says nothing more. */
export const takeStep = async (
  step: () => Promise<void>,
  { to, said, late }: { to: string; said: PassingWord['said']; late: string },
): Promise<Redirect> => {
  try {
    await step()
    return { to, passing: { said } }
  } catch (error) {
    if (error instanceof Problem && taken.has(error.reason)) return { to: late }
    throw error
  }
}
