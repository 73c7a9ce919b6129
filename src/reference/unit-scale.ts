import { Type } from 'typebox'
import { shiftDecimal } from '../platform/decimal.ts'
import { readData } from './data-file.ts'
import type { Quantity } from './result-entry.ts'

const power = Type.Integer({ minimum: -30, maximum: 30 })
const text = Type.String({ minLength: 1 })
const { prefixes, units, whole } = readData(
  'results/scales.json',
  Type.Object({
    prefixes: Type.Array(Type.Object({ code: text, power })),
    units: Type.Array(Type.Object({ code: text, is: Type.Optional(text) })),
    whole: Type.Array(text),
  }),
)

/** A unit as a power of ten of another one. */
interface Scale {
  of: string
  power: number
}

/** Every unit of the file with every prefix, under its UCUM code; a unit that stands there whole has none. */
const atoms: ReadonlyMap<string, Scale> = new Map([
  ...units.flatMap(({ code, is: of = code }): [string, Scale][] =>
    prefixes.map((prefix) => [`${prefix.code}${code}`, { of, power: prefix.power }]),
  ),
  ...[...units.map(({ code, is = code }) => ({ code, is })), ...whole.map((code) => ({ code, is: code }))].map(
    ({ code, is }): [string, Scale] => [code, { of: is, power: 0 }],
  ),
])

/** `uL`, `m2`, `10*9`, `mmol{creat}`, `{copies}`: a code or a power of ten, and a remark. */
const factorShape = /^(?:10\*(?<ten>\d{1,2})|(?<code>[A-Za-z[\]]+)(?<times>[1-3])?)?(?<remark>\{[^{}]*\})?$/

/** One factor of a unit, in it (`sign` 1) or under its stroke (-1). Its remark says of what it is, and belongs to what is measured. */
const scaleOfFactor = (factor: string, sign: 1 | -1): Scale | undefined => {
  const { ten, code, times = '1', remark = '' } = factorShape.exec(factor)?.groups ?? {}
  if (ten !== undefined) return { of: remark && `${sign}${remark}`, power: sign * Number(ten) }
  if (code === undefined) return remark === '' ? undefined : { of: `${sign}${remark}`, power: 0 }
  const atom = atoms.get(code)
  return atom && { of: `${sign * Number(times)}${atom.of}${remark}`, power: sign * Number(times) * atom.power }
}

const scaleOf = (unit: string): Scale | undefined => {
  const [first = '', ...others] = unit.split(/(?=[./])(?![^{]*\})/)
  const factors = [...(first === '' ? [] : [first.startsWith('/') ? first : `.${first}`]), ...others]
  const scales = factors.map((factor) => scaleOfFactor(factor.slice(1), factor.startsWith('/') ? -1 : 1))
  const known = scales.filter((one) => one !== undefined)
  if (known.length === 0 || known.length < scales.length) return undefined
  return {
    of: known
      .map((one) => one.of)
      .filter((of) => of !== '')
      .toSorted()
      .join(' '),
    power: known.reduce((sum, one) => sum + one.power, 0),
  }
}

/** What the units have in common that differ from this one by a power of ten alone; a unit that is not known has only itself. */
export const unitFamily = (unit = ''): string => {
  const scale = scaleOf(unit)
  return scale === undefined ? `=${unit}` : `*${scale.of}`
}

/** The same amount in another unit of its family, exactly: its point moves, its digits and its comparator stay. Undefined in any other unit. */
export const inUnit = (amount: Quantity, unit: string | undefined): Quantity | undefined => {
  if (amount.unit === unit) return amount
  const [from, to] = [scaleOf(amount.unit ?? ''), scaleOf(unit ?? '')]
  if (unit === undefined || from === undefined || to === undefined || from.of !== to.of) return undefined
  const value = shiftDecimal(amount.value, from.power - to.power)
  return value === undefined ? undefined : { ...amount, value, unit }
}
