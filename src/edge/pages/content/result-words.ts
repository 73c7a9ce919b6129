import type { LaboratoryResult, Quantity, ReferenceRange, ResultValue } from '../../../reference/result-entry.ts'
import { createUnitWords } from '../../../reference/unit-words.ts'
import type { Ask } from '../ask.ts'

const unitWords = createUnitWords()

/** The figures of the laboratory, its decimals kept, with the comma of the page's language. */
const figures = ({ lang }: Ask, value: string): string => (lang === 'fr' ? value.replace('.', ',') : value)

const withUnit = (ask: Ask, written: string, unit: string | undefined): string => {
  const words = unit === undefined ? '' : unitWords(unit, ask.lang)
  return words === '' ? written : `${written}\u00A0${words}`
}

/** An amount as people read it: `< 5,0 mg/L`. */
export const quantityWords = (ask: Ask, { value, unit, comparator }: Quantity): string => {
  const signs = { '<': '<', '<=': '≤', '>=': '≥', '>': '>' } as const
  const written = figures(ask, value)
  return withUnit(ask, comparator === undefined ? written : `${signs[comparator]}\u00A0${written}`, unit)
}

/** The words of the report for a result, else those of its code. */
export const labelOf = ({ label, codes }: Pick<LaboratoryResult, 'label' | 'codes'>): string =>
  label ?? codes[0]?.display ?? codes[0]?.code ?? ''

/** What was found, as people read it. */
export const valueWords = (ask: Ask, value: ResultValue): string => {
  if (value.kind === 'text') return value.text
  if (value.kind === 'coded') return value.text ?? value.coding?.display ?? value.coding?.code ?? ''
  if (value.kind === 'interval') return rangeWords(ask, value)
  const { also = [] } = value
  const others = also.map((other) => quantityWords(ask, other))
  return [quantityWords(ask, value), ...(others.length === 0 ? [] : [`(${others.join(' ; ')})`])].join(' ')
}

/** Bounds as people read them: `3,9 à 5,5 mmol/L`, `moins de 5 mg/L`; nothing without any. */
export const rangeWords = (ask: Ask, { low, high }: Pick<ReferenceRange, 'low' | 'high'>): string => {
  const words = ask.text.results.range
  if (low && high) {
    const from = low.unit === high.unit ? figures(ask, low.value) : quantityWords(ask, low)
    return words.between(from, quantityWords(ask, high))
  }
  if (high) return words.upTo(quantityWords(ask, high))
  return low ? words.from(quantityWords(ask, low)) : ''
}
