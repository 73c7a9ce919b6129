import type { LetterPress } from './create-letter-press.ts'
import type { RefusalForm } from './letter.ts'

/**
 * Prints the form that anybody may ask for once a day for each scheme and language: a stranger who asks a thousand times keeps the
 * press from nothing. A print that failed is not remembered.
 */
export const createRecallForm = (press: Pick<LetterPress, 'print'>): ((form: RefusalForm) => Promise<Buffer>) => {
  let madeOn = ''
  const printed = new Map<string, Promise<Buffer>>()
  return (form) => {
    if (form.madeOn !== madeOn) printed.clear()
    madeOn = form.madeOn
    const key = `${form.sender}|${form.lang}`
    const known = printed.get(key)
    if (known !== undefined) return known
    const coming = press.print(form)
    printed.set(key, coming)
    coming.catch(() => printed.get(key) === coming && printed.delete(key))
    return coming
  }
}
