import { isMailAddress } from '../../../reference/mail-address.ts'
import { fits, type ImportedPerson, type Line, type LineRules } from './line.ts'

const readEmail = (line: Line): string | undefined => {
  const email = line.text('email')
  if (email === '' || isMailAddress(email)) return email || undefined
  line.warn('email', 'line-email-wrong')
  return undefined
}

/** A French number as it is dialled in France, another with `+` and its country. */
const plainPhone = (text: string): string =>
  text
    .replaceAll(/[\s.()-]/g, '')
    .replace(/^00/, '+')
    .replace(/^\+330?(?=\d{9}$)/, '0')

const readPhone = (line: Line): string | undefined => {
  const phone = plainPhone(line.text('phone'))
  if (phone === '' || /^(0[1-9]\d{8}|\+[1-9]\d{6,14})$/.test(phone)) return phone || undefined
  line.warn('phone', 'line-phone-wrong')
  return undefined
}

const readLanguage = (line: Line, { words }: LineRules): 'fr' | 'en' => {
  const text = line.text('lang').toLowerCase()
  const known = words.languages.find((language) => language === text)
  if (known === undefined && text !== '')
    line.warn('lang', 'line-language-unknown', { allowed: words.languages.join(', ') })
  return known ?? 'fr'
}

/** A wrong contact is left out and said: the person is still told, by post. Law: R.1111-28. */
export const readContact = (line: Line, rules: LineRules): ImportedPerson['contact'] => {
  const email = readEmail(line)
  const phone = readPhone(line)
  return { ...(email ? { email } : {}), ...(phone ? { phone } : {}), lang: readLanguage(line, rules) }
}

const addressColumns = ['address_1', 'address_2', 'address_3', 'address_4', 'address_5', 'address_6']

const writtenLines = (line: Line, column: string): { column: string; text: string }[] =>
  line
    .text(column)
    .split(/[\r\n]+/)
    .map((text) => ({ column, text: text.replaceAll(/\s+/g, ' ').trim() }))
    .filter(({ text }) => text !== '')

const isFrance = (country: string): boolean => ['', 'FR', 'FRA', 'FRANCE'].includes(country.toUpperCase())

/** The lines of the envelope below the name. Lines that no window shows whole are kept and told. Spec: AFNOR XP Z10-011. */
export const readAddress = (line: Line, { words }: LineRules): ImportedPerson['address'] => {
  const country = line.text('country').replaceAll(/\s+/g, ' ')
  const place = [line.text('postal_code'), line.text('city')].filter((part) => part !== '').join(' ')
  const lines = addressColumns.flatMap((column) => writtenLines(line, column))
  if (place !== '') lines.push({ column: 'city', text: place.replaceAll(/\s+/g, ' ') })
  const { addressLineCharacters: longest, addressLines: most } = words.limits
  const long = lines.find(({ text }) => text.length > longest)
  if (long) line.warn(long.column, 'line-address-too-long', { limit: longest })
  if (lines.length > most) line.warn('address_1', 'line-address-lines-too-many', { limit: most })
  return { lines: lines.map(({ text }) => text), ...(isFrance(country) ? {} : { country }) }
}

const ofPostalCode = (line: Line, { words }: LineRules): string | undefined => {
  const postalCode = line.text('postal_code')
  if (postalCode === '' || !isFrance(line.text('country'))) return undefined
  const department = fits(words.postalCodePattern, postalCode) ? words.departmentOfPostalCode(postalCode) : undefined
  if (department === undefined) line.warn('postal_code', 'line-postal-code-wrong')
  return department
}

/** The department that decides the wave: as the insurer says it, or that of the postal code. */
export const readDepartment = (line: Line, rules: LineRules): string | undefined => {
  const said = line.text('department').toUpperCase()
  const derived = ofPostalCode(line, rules)
  if (said === '') return derived
  const department = /^\d$/.test(said) ? `0${said}` : said
  if (!rules.words.departments.has(department)) line.reject('department', 'line-department-unknown')
  else if (derived !== undefined && derived !== department)
    line.warn('postal_code', 'line-postal-code-of-another-department')
  return department
}

/** How a notice reaches the person: by mail, else by post (rules ENR-2). One whom nothing reaches is told apart. */
export const chooseChannel = (
  line: Line,
  { contact, address }: Pick<ImportedPerson, 'contact' | 'address'>,
): ImportedPerson['channel'] => {
  if (contact.email !== undefined) return 'mail'
  if (address.lines.length > 0) return 'post'
  line.warn('address_1', 'line-unreachable')
  return 'none'
}
