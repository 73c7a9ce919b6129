import { Problem } from '../../../platform/problem.ts'
import type { CheckLetterText } from '../../../reference/check-letter-text.ts'
import type { TextFault, TextVersion } from './types.ts'

/** Everything in a wording that is not plain enough, by language and part. */
export const faultsOf = ({ pieces }: TextVersion, check: CheckLetterText): TextFault[] =>
  pieces.flatMap(({ lang, use, text }) => check(text, lang, use).faults.map((fault) => ({ ...fault, lang, use })))

const named = (fault: TextFault): string => {
  const where = `${fault.lang}, ${fault.use}: ${fault.what}`
  if (fault.what === 'empty') return where
  const measure = fault.what === 'forbidden' ? fault.word : `${Number(fault.value.toFixed(1))} / ${fault.limit}`
  return `${where} ${measure} “${fault.sentence}”`
}

/** Throws Problem `letter-not-plain`, which names every fault and its sentence. */
export const requirePlain = (text: TextVersion, check: CheckLetterText): void => {
  const faults = faultsOf(text, check)
  if (faults.length === 0) return
  const details = { version: text.version, faults: faults.map(named).join('; ') }
  throw new Problem('incorrect', 'letter-not-plain', { details })
}
