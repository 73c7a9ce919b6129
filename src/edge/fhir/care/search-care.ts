import { Problem } from '../../../platform/problem.ts'
import { careStatements, findCareStatement, type CareStatement } from '../../../reference/care-kinds.ts'
import type { FhirAnswer, FhirRequest, Interaction } from '../fhir-parts.ts'
import { languageOf } from '../operation-outcome.ts'
import { commonReaders, fillSearch, type Reader, type RecordSearch } from '../record-search.ts'
import { isLenient, pageLinks, parametersOf } from '../search-bundle.ts'
import { single, wrong } from '../search-parameter.ts'
import { idOf } from '../read-interactions.ts'
import { readRecordId } from '../record-id.ts'
import { writeCare, type CarePlace } from './write-care.ts'

const { _id, isArchived: _archived, PDSm_isArchived: _pdsm, ...shared } = commonReaders

const readers: Record<string, Reader<RecordSearch>> = {
  ...shared,
  category: (_search, parameter) => {
    if (!isLaboratory(single(parameter))) wrong('parameter-category', parameter)
  },
}

const isLaboratory = (token: string): boolean => /^(.*\|)?laboratory$/.test(token)

/** Whether a search of Observations asks for what laboratories of a feed found. */
export const asksForLaboratory = (asked: FhirRequest): boolean =>
  parametersOf(asked).getAll('category').some(isLaboratory)

const placeOf = ({ parts, request }: FhirRequest, spaceId: string): CarePlace => ({
  baseUrl: parts.baseUrl,
  spaceId,
  lang: languageOf(request.headers['accept-language']),
})

/** GET of one type by its id: a line of a care history. What the visitor may not see is answered as what is not there. */
export const readCareLine =
  (type: CareStatement['resource']): Interaction =>
  async (asked): Promise<FhirAnswer> => {
    const { spaceId, id } = readRecordId(idOf(asked.request))
    const line = await asked.parts.careHistory.findCareLine(asked.visitor, { spaceId }, id)
    if (findCareStatement(line.statement)?.resource !== type) throw new Problem('absent', 'care-line-unknown')
    return { status: 200, resource: writeCare(line, placeOf(asked, spaceId)) }
  }

/** GET of one type, or `POST _search`: lines of a care history that the visitor may see, the newest day first. Spec: R4 search. */
export const searchCare =
  (type: CareStatement['resource']): Interaction =>
  async (asked): Promise<FhirAnswer> => {
    const { parts, visitor } = asked
    const parameters = parametersOf(asked)
    const search: RecordSearch = { query: {}, countOnly: false }
    const known = { parameters, baseUrl: parts.baseUrl, lenient: isLenient(asked) }
    const space = fillSearch(search, type === 'Observation' ? readers : shared, known)
    const statement = careStatements.find(({ resource }) => resource === type)?.key
    if ('objectId' in space || statement === undefined)
      throw new Problem('incorrect', 'parameter-missing', { details: { field: 'patient', or: 'patient.identifier' } })
    const { count = 50, after } = search.query
    const query = { statement, count, ...(after === undefined ? {} : { after }) }
    const { spaceId, lines, counts, next } = await parts.careHistory.readCare(visitor, space, query)
    const place = placeOf(asked, spaceId)
    const resources = (search.countOnly ? [] : lines).map(({ line }) => writeCare(line, place))
    const entry = resources.map((one) => ({
      fullUrl: `${parts.baseUrl}/${type}/${one.id}`,
      resource: one,
      search: { mode: 'match' },
    }))
    const resource = {
      resourceType: 'Bundle',
      type: 'searchset',
      total: counts.reduce((sum, one) => sum + one.count, 0),
      link: pageLinks(`${parts.baseUrl}/${type}`, parameters, search.countOnly ? undefined : next),
      ...(entry.length > 0 ? { entry } : {}),
    }
    return { status: 200, resource }
  }
