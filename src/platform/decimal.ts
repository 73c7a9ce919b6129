const shape = /^([+-]?)(\d+)(?:\.(\d+))?$/

const scaled = (text: string, scale: number): bigint | undefined => {
  const [found, sign, whole = '', fraction = ''] = shape.exec(text) ?? []
  if (found === undefined) return undefined
  const digits = BigInt(whole + fraction.padEnd(scale, '0'))
  return sign === '-' ? -digits : digits
}

const places = (text: string): number => shape.exec(text)?.[3]?.length ?? 0

/** Compares two decimal numbers as they are written, exactly: below 0, 0, or above 0; undefined where one is no such number. */
export const compareDecimals = (one: string, other: string): number | undefined => {
  const scale = Math.max(places(one), places(other))
  const [a, b] = [scaled(one, scale), scaled(other, scale)]
  if (a === undefined || b === undefined) return undefined
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * A decimal number ten to the power of `power` times as large, by moving its point alone: every digit stays as it was written, zeros are
 * added only where there is none. Undefined where it is no such number.
 */
export const shiftDecimal = (text: string, power: number): string | undefined => {
  const [found, sign = '', whole = '', fraction = ''] = shape.exec(text) ?? []
  if (found === undefined) return undefined
  const digits = power < 0 ? whole.padStart(1 - power, '0') + fraction : whole + fraction.padEnd(power, '0')
  const point = power < 0 ? Math.max(1, whole.length + power) : whole.length + power
  const [before, after] = [digits.slice(0, point).replace(/^0+(?=\d)/, ''), digits.slice(point)]
  return `${sign}${before}${after === '' ? '' : `.${after}`}`
}
