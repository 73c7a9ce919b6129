import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from '../../src/reference/data-file.ts'

/** The bytes of our own FHIR laboratory report. */
export const fhirReport = (): Buffer => readFileSync(join(dataFolder, 'examples', 'laboratory-report.fhir.json'))

/** The same with a text replaced: throws when the text is not there, so that no case tests nothing. */
export const fhirReportWith = (
  from: string | RegExp,
  to: string | ((found: string, ...groups: string[]) => string),
): Buffer => {
  const whole = fhirReport().toString('utf8')
  const changed = typeof to === 'string' ? whole.replace(from, to) : whole.replace(from, to)
  if (changed === whole) throw new Error(`the report does not hold ${String(from)}`)
  return Buffer.from(changed)
}

/** A FHIR document of these Observations, all named by one section; each has its place as its id. */
export const documentOf = (observations: readonly object[], composition: object = {}): Buffer => {
  const placed = observations.map((one, at) => ({
    fullUrl: `urn:uuid:${at}`,
    resource: { resourceType: 'Observation', status: 'final', id: String(at), ...one },
  }))
  const entry = placed.map(({ fullUrl }) => ({ reference: fullUrl }))
  const first = { resourceType: 'Composition', title: 'T', section: [{ title: 'S', entry }], ...composition }
  return Buffer.from(
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'document',
      entry: [{ fullUrl: 'urn:uuid:c', resource: first }, ...placed],
    }),
  )
}
