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
