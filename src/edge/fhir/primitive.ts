const textual = {
  code: /^\S+( \S+)*$/,
  id: /^[A-Za-z0-9\-.]{1,64}$/,
  uri: /^\S+$/,
  oid: /^urn:oid:[0-2](\.(0|[1-9][0-9]*))+$/,
  uuid: /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  date: /^\d{4}(-\d{2}(-\d{2})?)?$/,
  dateTime: /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?$/,
  instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  time: /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?$/,
} as const

const shapes = new Map<string, RegExp>(Object.entries(textual))
const uriTypes = new Set(['uri', 'url', 'canonical'])
const dateTypes = new Set(['date', 'dateTime', 'instant'])
const notBase64 = /[^A-Za-z0-9+/=\s]/
// Of the control characters only tab, line feed and carriage return may stand in a text (Spec: R4 datatypes, string).
const control = /[^\P{Cc}\t\n\r\u0080-\u009F]/u

/** Days of a month of the Gregorian calendar; `month` is 1 to 12. */
export const daysInMonth = (year: number, month: number): number => {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

const inRange = (value: number, min: number, max: number): boolean => value >= min && value <= max

/** Whether a date-time in FHIR's form names a day and an hour that exist. */
export const isCalendarDate = (text: string): boolean => {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (text.match(/\d+/g) ?? []).map(Number)
  const days = inRange(month, 1, 12) ? daysInMonth(year, month) : 0
  return inRange(day, 1, days) && inRange(hour, 0, 23) && inRange(minute, 0, 59) && inRange(second, 0, 60)
}

const numeric: Record<string, (value: number) => boolean> = {
  decimal: Number.isFinite,
  integer: (value) => Number.isInteger(value) && Math.abs(value) <= 2_147_483_648,
  unsignedInt: (value) => Number.isInteger(value) && inRange(value, 0, 2_147_483_647),
  positiveInt: (value) => Number.isInteger(value) && inRange(value, 1, 2_147_483_647),
}

const isText = (value: string, type: string): boolean => {
  if (type === 'base64Binary') return !notBase64.test(value)
  if (value === '' || control.test(value)) return false
  const shape = uriTypes.has(type) ? textual.uri : shapes.get(type)
  if (type === 'string' || !shape) return true
  return shape.test(value) && (!dateTypes.has(type) || isCalendarDate(value))
}

/** Whether a JSON value is one of a FHIR primitive type: right JSON type, right form, a day that exists. Spec: R4 datatypes. */
export const isPrimitiveValue = (value: unknown, type: string): boolean => {
  if (type === 'boolean') return typeof value === 'boolean'
  const number = numeric[type]
  if (number) return typeof value === 'number' && number(value)
  return typeof value === 'string' && isText(value, type)
}

/** A primitive read from XML as JSON has it; what does not fit stays a text, for the check to name. */
export const parsePrimitive = (text: string, type: string): boolean | number | string => {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  const isNumber = numeric[type] && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)
  return isNumber ? Number(text) : text
}
