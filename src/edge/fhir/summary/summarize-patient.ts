import type { SpaceAddress } from '../../../access/types.ts'
import { randomId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { bodyOf } from '../fhir-body.ts'
import type { FhirAnswer, FhirRequest, Interaction } from '../fhir-parts.ts'
import { placeOf } from '../profile/search-lines.ts'
import { idOf } from '../read-interactions.ts'
import { readResource } from '../read-resource.ts'
import { parametersOf } from '../search-bundle.ts'
import { patientIdentifierOf } from '../search-parameter.ts'
import { summaryTerms } from './summary-terms.ts'
import { writeSummary } from './write-summary.ts'

interface Asked {
  identifier?: string
  profile?: string
}

/** What was asked: in the address, or in Parameters that were sent. */
const askedOf = (asked: FhirRequest): Asked => {
  const inAddress = asked.request.method === 'GET' ? parametersOf(asked) : new URLSearchParams()
  const sent = asked.request.method === 'GET' ? undefined : readResource(bodyOf(asked.request), 'Parameters')
  const find = (name: string): string | undefined =>
    inAddress.get(name) ?? sent?.parameter?.find((one) => one.name === name)?.valueString ?? undefined
  const [identifier, profile] = [find('identifier'), find('profile')]
  return { ...(identifier === undefined ? {} : { identifier }), ...(profile === undefined ? {} : { profile }) }
}

/** Of other summaries than the international one none is made here. */
const requireProfile = ({ profile }: Asked): void => {
  const [wanted] = (profile ?? summaryTerms.profile).split('|')
  if (wanted !== summaryTerms.profile && wanted !== summaryTerms.bundleProfile)
    throw new Problem('incorrect', 'summary-profile-unknown', {
      details: { field: 'profile', offered: summaryTerms.profile },
    })
}

const spaceOf = (asked: FhirRequest, { identifier }: Asked): SpaceAddress => {
  if (!asked.request.url.includes('/Patient/$')) return { spaceId: idOf(asked.request) }
  if (identifier === undefined)
    throw new Problem('incorrect', 'parameter-missing', { details: { field: 'identifier', or: 'Patient/id/$summary' } })
  return patientIdentifierOf({ name: 'identifier', values: [identifier] })
}

/**
 * `$summary` of a patient, named by id or national identifier: each part is read as this visitor may, and stands in the journal as read. Spec:
 * IPS 2.0.0, operation summary.
 */
export const summarizePatient: Interaction = async (asked): Promise<FhirAnswer> => {
  const { parts, visitor } = asked
  const wanted = askedOf(asked)
  requireProfile(wanted)
  const person = await parts.identity.readPerson(visitor, spaceOf(asked, wanted))
  const space = { spaceId: person.spaceId }
  const profile = await parts.profile.readProfile(visitor, space)
  const { kinds } = await parts.observations.surveyMeasurements(visitor, space)
  const { series } = await parts.documents.tabulateResults(visitor, space, {})
  const making = { person, ground: { profile, kinds, series }, at: parts.clock.now().toISOString(), id: randomId() }
  return { status: 200, resource: writeSummary(making, placeOf(asked, person.spaceId)) }
}
