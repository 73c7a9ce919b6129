import type { Measurement } from '../../reference/measurement-entry.ts'

const fractionDigits = 6
const one = 10n ** BigInt(fractionDigits)

const scaled = (decimal: string): bigint => {
  const [whole = '', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(fractionDigits, '0'))
}

/** Body mass index, kg/m², of a weight in kg and a height in cm: exact, rounded half up to one decimal place. Nothing of no height. */
export const bodyMassIndex = (weightKg: string, heightCm: string): string | undefined => {
  const height = scaled(heightCm)
  if (height === 0n) return undefined
  // tenths of kg/m²: weight · 10 · 100² / height², both scaled
  const tenths = (2n * scaled(weightKg) * one * 100_000n + height * height) / (2n * height * height)
  return `${tenths / 10n}.${tenths % 10n}`
}

/** The body mass index at each weight, by the height last measured then; nothing where none had been. Both lists newest first. */
export const bodyMassOf = (weights: readonly Measurement[], heights: readonly Measurement[]): Measurement[] =>
  weights.flatMap((weight) => {
    const height = heights.find(({ at }) => Date.parse(at) <= Date.parse(weight.at))
    const value = height && bodyMassIndex(weight.values['value'] ?? '0', height.values['value'] ?? '0')
    return value === undefined ? [] : [{ ...weight, kind: 'bmi', values: { value } }]
  })
