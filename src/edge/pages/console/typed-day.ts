const shape = /^(\d{1,2})\s*[/.\s-]\s*(\d{1,2})\s*[/.\s-]\s*(\d{4})$|^(\d{2})(\d{2})(\d{4})$/

/** The day (YYYY-MM-DD) in what was typed as `04/03/1979` or `04031979`; nothing when the calendar has no such day. */
export const typedDay = (typed: string): string | undefined => {
  const [, d1 = '', m1 = '', y1 = '', d2 = '', m2 = '', y2 = ''] = shape.exec(typed.trim()) ?? []
  const [day, month, year] = [d1 + d2, m1 + m2, y1 + y2]
  if (year === '') return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) ? iso : undefined
}

/** A day as it is typed: `04/03/1979`. */
export const dayAsTyped = (iso: string): string => iso.split('-').toReversed().join('/')
