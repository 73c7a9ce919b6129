import { addressParameters } from './negotiate.ts'
import type { FhirRequest } from './fhir-parts.ts'
import type { Bundle } from './resources.ts'

/** The parameters of a search: in the address, and in the form of `POST _search`. */
export const parametersOf = ({ request }: FhirRequest): URLSearchParams => {
  const parameters = addressParameters(request.url)
  const form = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
  for (const [name, value] of new URLSearchParams(form)) parameters.append(name, value)
  return parameters
}

/** Whether the client takes parameters that are unknown here as if they were not there. Spec: R4 search §3.1.1.1.1. */
export const isLenient = ({ request }: FhirRequest): boolean =>
  /handling\s*=\s*lenient/.test(String(request.headers.prefer))

/** The links of a page: to itself, and to the one after it where there is one. `address` is the type's, without parameters. */
export const pageLinks = (address: string, parameters: URLSearchParams, next?: string): NonNullable<Bundle['link']> => {
  const self = { relation: 'self', url: `${address}?${parameters.toString()}` }
  if (next === undefined) return [self]
  const following = new URLSearchParams(parameters)
  following.set('page', next)
  return [self, { relation: 'next', url: `${address}?${following.toString()}` }]
}
