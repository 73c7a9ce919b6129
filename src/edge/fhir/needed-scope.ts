/** What a token must permit for a request: an interaction letter of SMART v2 on a resource type. */
export interface NeededScope {
  type: string
  letter: 'c' | 'r' | 'u' | 's'
  /** types that will do in its place, until the message is read */
  or?: readonly string[]
}

const letterOf = (method: string, path: string): NeededScope['letter'] => {
  if (method === 'PATCH') return 'u'
  if (path.endsWith('/$summary')) return 'r'
  if (method === 'POST') return path.endsWith('/_search') ? 's' : 'c'
  return path.split('/').length > 3 ? 'r' : 's'
}

/** What a Bundle may bring beside documents. */
const bundled = ['Observation', 'ExplanationOfBenefit', 'MedicationDispense'] as const

/**
 * The scope a request needs, by its method and path under /fhir. A Bundle deposits documents, measurements or lines of care: which, it says itself, and the
 * right one is asked for then. Spec: SMART App Launch 2.2.
 */
export const neededScope = (method: string, url: string): NeededScope => {
  const [path = ''] = url.split('?')
  const type = path.split('/')[2] ?? ''
  const letter = letterOf(method, path)
  return type === '' ? { type: 'DocumentReference', or: bundled, letter } : { type, letter }
}
