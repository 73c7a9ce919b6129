/** What a token must permit for a request: an interaction letter of SMART v2 on a resource type. */
export interface NeededScope {
  type: string
  letter: 'c' | 'r' | 'u' | 's'
  /** a type that will do in its place, until the message is read */
  or?: string
}

const letterOf = (method: string, path: string): NeededScope['letter'] => {
  if (method === 'PATCH') return 'u'
  if (method === 'POST') return path.endsWith('/_search') ? 's' : 'c'
  return path.split('/').length > 3 ? 'r' : 's'
}

/**
 * The scope a request needs, by its method and path under /fhir. A Bundle deposits documents or measurements: which, it says itself, and the
 * right one is asked for then. Spec: SMART App Launch 2.2.
 */
export const neededScope = (method: string, url: string): NeededScope => {
  const [path = ''] = url.split('?')
  const type = path.split('/')[2] ?? ''
  const letter = letterOf(method, path)
  return type === '' ? { type: 'DocumentReference', or: 'Observation', letter } : { type, letter }
}
