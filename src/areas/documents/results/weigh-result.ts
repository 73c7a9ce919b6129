import { compareDecimals } from '../../../platform/decimal.ts'
import type { LaboratoryResult, Quantity, ReferenceRange } from '../../../reference/result-entry.ts'
import type { FlaggedStanding, ResultFlags } from '../../../reference/result-flags.ts'

/** A result with what its laboratory says of it. */
export interface WeighedResult extends LaboratoryResult {
  /** undefined where the laboratory gave neither a flag nor a range that fits */
  standing?: FlaggedStanding
  /** the laboratory itself says that it is very far */
  far: boolean
  /** the one range that this value is held against, in its own unit */
  range?: Pick<ReferenceRange, 'low' | 'high'>
}

/** The one amount that a result is, where it is one. */
export const amountOf = ({ values }: Pick<LaboratoryResult, 'values'>): Quantity | undefined => {
  const [value, ...others] = values
  return value?.kind === 'quantity' && others.length === 0 ? value : undefined
}

const fits = ({ unit }: Quantity, { low, high, text }: ReferenceRange): boolean =>
  // a range with a condition in words may be somebody else's
  text === undefined && [low, high].every((bound) => bound === undefined || bound.unit === unit)

const rangeOf = ({ ranges }: LaboratoryResult, amount: Quantity | undefined): WeighedResult['range'] => {
  const [range, ...others] = ranges
  if (amount === undefined || range === undefined || others.length > 0 || !fits(amount, range)) return undefined
  const { low, high } = range
  return low === undefined && high === undefined ? undefined : { ...(low && { low }), ...(high && { high }) }
}

const isBelow = ({ value, comparator }: Quantity, low: Quantity): boolean | undefined => {
  const order = compareDecimals(value, low.value)
  if (order === undefined) return undefined
  if (comparator === '<') return order <= 0 ? true : undefined
  if (comparator === '<=') return order < 0 ? true : undefined
  if (comparator === undefined) return order < 0
  // more than something that reaches the bound: not below; else nobody knows
  return order >= 0 ? false : undefined
}

const isAbove = ({ value, comparator }: Quantity, high: Quantity): boolean | undefined => {
  const order = compareDecimals(value, high.value)
  if (order === undefined) return undefined
  if (comparator === '>') return order >= 0 ? true : undefined
  if (comparator === '>=') return order > 0 ? true : undefined
  if (comparator === undefined) return order > 0
  return order <= 0 ? false : undefined
}

const compare = (amount: Quantity, { low, high }: NonNullable<WeighedResult['range']>): FlaggedStanding | undefined => {
  const below = low === undefined ? false : isBelow(amount, low)
  const above = high === undefined ? false : isAbove(amount, high)
  if (below === true) return 'below'
  if (above === true) return 'above'
  return below === false && above === false ? 'inside' : undefined
}

/**
 * Weighs a result against its own laboratory's range: the laboratory's flag wins; without one the amount is compared, exactly, where
 * there is one range in the same unit. No other range is ever borrowed. Rules: ux.md 4.7.
 */
export const weighResult = (flags: ResultFlags, result: LaboratoryResult): WeighedResult => {
  const flagged = result.interpretations.map(({ code }) => flags.find(code)).find((flag) => flag !== undefined)
  const amount = amountOf(result)
  const range = rangeOf(result, amount)
  const standing = flagged?.standing ?? (amount && range ? compare(amount, range) : undefined)
  return { ...result, ...(standing && { standing }), far: flagged?.far === true, ...(range && { range }) }
}
