import type { FoundLines } from '../../areas/history/types.ts'
import { Problem } from '../../platform/problem.ts'
import type { AuditEvent } from './audit-event.ts'
import { readAuditId } from './audit-id.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { languageOf } from './operation-outcome.ts'
import { readAuditQuery } from './read-audit-query.ts'
import { idOf } from './read-interactions.ts'
import { isLenient, pageLinks, parametersOf } from './search-bundle.ts'
import { writeAuditEvent } from './write-audit-event.ts'

const eventsOf = ({ spaceId, lines }: FoundLines, { parts, request }: FhirRequest): AuditEvent[] => {
  const language = languageOf(request.headers['accept-language'])
  const sentence = (reason: string): string => parts.reasons(reason, language, {})
  return lines.map((line) => writeAuditEvent(line, { spaceId, parts, sentence }))
}

/**
 * Search of AuditEvents by GET or `POST _search`: the journal as its holder reads it on the pages, by the same decision and with the same
 * entry of its own. No total: who acted is sealed, and is opened page by page. Spec: IHE ITI-81, with the patient for an address.
 */
export const searchAuditEvents = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { parts, visitor } = asked
  const parameters = parametersOf(asked)
  const { space, query } = readAuditQuery(parameters, { baseUrl: parts.baseUrl, lenient: isLenient(asked) })
  const found = await parts.history.searchJournal(visitor, space, query)
  const address = `${parts.baseUrl}/AuditEvent`
  const entry = eventsOf(found, asked).map((resource) => ({
    fullUrl: `${address}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  }))
  const link = pageLinks(address, parameters, found.next)
  const bundle = { resourceType: 'Bundle', type: 'searchset', link, ...(entry.length > 0 ? { entry } : {}) }
  return { status: 200, resource: bundle }
}

/** GET AuditEvent/id: one entry. */
export const readAuditEvent = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { spaceId, n } = readAuditId(idOf(asked.request))
  const [resource] = eventsOf(await asked.parts.history.searchJournal(asked.visitor, { spaceId }, { n }), asked)
  if (resource === undefined) throw new Problem('absent', 'journal-entry-unknown')
  return { status: 200, resource }
}
