/** What the square on a box of medicine says: which product, which batch, good until when (`YYYY-MM-DD`, or the month). */
export interface BoxCode {
  gtin?: string
  batch?: string
  expiresOn?: string
}

const separator = '\u001d'

/** Spec: GS1 General Specifications §3.2: elements of a set length, by how they begin; all others end at a separator. */
const fixedLengths: Readonly<Record<string, number>> = { '01': 14, '11': 6, '13': 6, '15': 6, '17': 6 }

/** Others of any length that boxes of medicine bear: batch, serial, number in a country's list. */
const openEnded = ['10', '21', '240', '710', '711', '712', '713', '714', '715']

const longestElement = 20
const mostElements = 20

interface Element {
  name: string
  value: string
  rest: string
}

const takeElement = (text: string): Element | undefined => {
  const fixed = fixedLengths[text.slice(0, 2)]
  if (fixed !== undefined) {
    const value = text.slice(2, 2 + fixed)
    return /^\d+$/.test(value) && value.length === fixed
      ? { name: text.slice(0, 2), value, rest: text.slice(2 + fixed) }
      : undefined
  }
  const name = openEnded.find((one) => text.startsWith(one))
  if (name === undefined) return undefined
  const [value = ''] = text.slice(name.length).split(separator)
  if (value === '' || value.length > longestElement) return undefined
  return { name, value, rest: text.slice(name.length + value.length) }
}

/** Spec: GS1 §7.2.1: a year of two digits is of this century for what expires; day 00 is the whole month. */
const expiryOf = (digits: string): string | undefined => {
  const [year, month, day] = [`20${digits.slice(0, 2)}`, digits.slice(2, 4), digits.slice(4, 6)]
  if (Number(month) < 1 || Number(month) > 12 || Number(day) > 31) return undefined
  return day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`
}

/** Reads the text of the square on a box; nothing where it is none of GS1. Spec: GS1 General Specifications, element strings. */
export const readBoxCode = (text: string): BoxCode | undefined => {
  let rest = text.replace(/^\]d2/, '').replace(new RegExp(`^${separator}`), '')
  const found: BoxCode = {}
  for (let n = 0; rest !== '' && n < mostElements; n += 1) {
    const element = takeElement(rest)
    if (element === undefined) return undefined
    if (element.name === '01') found.gtin = element.value
    if (element.name === '10') found.batch = element.value
    const expiresOn = element.name === '17' ? expiryOf(element.value) : undefined
    if (expiresOn !== undefined) found.expiresOn = expiresOn
    rest = element.rest.startsWith(separator) ? element.rest.slice(1) : element.rest
  }
  return rest === '' && found.gtin !== undefined ? found : undefined
}
