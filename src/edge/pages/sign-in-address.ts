import { safeReturn } from './safe-return.ts'

/**
 * Where someone without a session is sent: back to the same address afterwards, which for a form is the page that shows it.
 * A form that arrived too late says so (`ended=1`): nothing of it was done.
 */
export const signInAddress = (path: string, method: string): string => {
  const query = new URLSearchParams()
  const back = safeReturn(path)
  if (back !== undefined) query.set('return_to', back)
  if (method === 'POST') query.set('ended', '1')
  return query.size === 0 ? '/sign-in' : `/sign-in?${query.toString()}`
}

/** Where a holder accepts the terms that changed, to come back to the same address afterwards. */
export const termsAddress = (path: string): string => {
  const back = safeReturn(path)
  return back === undefined ? '/my/terms' : `/my/terms?return_to=${encodeURIComponent(back)}`
}
