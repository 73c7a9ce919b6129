import { insKey, insRules } from '../../src/areas/identity/index.ts'

/** Births whose number is wanted: `index` is the person's place in the population and makes the number unique. */
export interface Birth {
  index: number
  gender: 'female' | 'male'
  /** YYYY-MM-DD */
  birthDate: string
  provisional: boolean
}

const mainland = Array.from({ length: 95 }, (_, at) => String(at + 1).padStart(2, '0')).filter((code) => code !== '20')
// 97 with a third digit of 1 to 6 is overseas, 99 with three digits a country.
const birthSlots = [...mainland, '2A', '2B', '97', '99']
const communes = 599
const orders = 999
const places = birthSlots.length * communes * orders

// Without a factor in common with the number of places (2 · 3³ · 7² · 37 · 599), so that every place comes once before any comes
// twice; and so large that neighbours in the file are born far from each other.
const stride = 38_196_619

const firstDigits = {
  final: { male: '1', female: '2' },
  provisional: { male: '7', female: '8' },
} as const

/**
 * A national health identifier with its key, never twice for one index below 58 million, and the place of birth in it: every
 * department, both of Corsica, overseas and abroad.
 */
export const inventNumber = ({
  index,
  gender,
  birthDate,
  provisional,
}: Birth): { value: string; birthPlace: string } => {
  const place = (index * stride) % places
  const slot = birthSlots[place % birthSlots.length] ?? '75'
  const rest = Math.floor(place / birthSlots.length)
  const commune = (rest % communes) + 1 + (['97', '99'].includes(slot) ? 100 : 0)
  const order = Math.floor(rest / communes) + 1
  const birthPlace = `${slot}${String(commune).padStart(3, '0')}`
  const first = firstDigits[provisional ? 'provisional' : 'final'][gender]
  const body = `${first}${birthDate.slice(2, 4)}${birthDate.slice(5, 7)}${birthPlace}${String(order).padStart(3, '0')}`
  return { value: `${body}${insKey(body, insRules) ?? ''}`, birthPlace }
}
