import type { SpaceAddress } from '../../access/types.ts'
import type { DocumentQuery, DocumentSort, InstantFilter } from '../../areas/documents/types.ts'
import { isUuid } from '../../platform/ids.ts'
import { commonReaders, fillSearch, missing, type Reader, type Reading, type RecordSearch } from './record-search.ts'
import { localId } from './read-reference.ts'
import { alternatives, dates, single, tokens, wrong, type Parameter } from './search-parameter.ts'

/** What one search asks: whose documents, which, and whether only their number is wanted. */
export interface SearchRequest extends RecordSearch {
  query: DocumentQuery
}

const identifiers = (parameter: Parameter): { system?: string; value: string }[] =>
  tokens(parameter).map(({ system, code }) => ({ ...(system === undefined ? {} : { system }), value: code }))

const readStatus: Reader<SearchRequest> = ({ query }, parameter) => {
  query.status = tokens(parameter).map(({ code }) => {
    if (code === 'current' || code === 'superseded' || code === 'entered-in-error') return code
    return wrong('parameter-status', parameter)
  })
}

const readRelatesTo: Reader<SearchRequest> = ({ query }, parameter, baseUrl) => {
  query.relatesToIds = alternatives(parameter).map((text) => {
    const id = localId(text, 'DocumentReference', baseUrl) ?? text
    return isUuid(id) ? id : wrong('parameter-id', parameter)
  })
}

// The start of a period against an interval, said with the prefixes that compare starts: `sa` (start >= to), `lt` (start < from).
const onStart = ({ prefix, from, to }: InstantFilter, parameter: Parameter): InstantFilter[] => {
  if (prefix === 'ne') return wrong('parameter-prefix', parameter)
  const least: InstantFilter = { prefix: 'sa', from, to: prefix === 'gt' || prefix === 'sa' ? to : from }
  const most: InstantFilter = { prefix: 'lt', from: prefix === 'lt' || prefix === 'eb' ? from : to, to }
  if (prefix === 'eq') return [least, most]
  return [prefix === 'gt' || prefix === 'sa' || prefix === 'ge' ? least : most]
}

// Its end, with those that compare ends: `gt` (end >= to), `eb` (end < from).
const onEnd = ({ prefix, from, to }: InstantFilter, parameter: Parameter): InstantFilter[] => {
  if (prefix === 'ne') return wrong('parameter-prefix', parameter)
  const least: InstantFilter = { prefix: 'gt', from, to: prefix === 'gt' || prefix === 'sa' ? to : from }
  const most: InstantFilter = { prefix: 'eb', from: prefix === 'lt' || prefix === 'eb' ? from : to, to }
  if (prefix === 'eq') return [least, most]
  return [prefix === 'gt' || prefix === 'sa' || prefix === 'ge' ? least : most]
}

const addPeriod = (search: SearchRequest, filters: readonly InstantFilter[]): void => {
  search.query.period = [...(search.query.period ?? []), ...filters]
}

const sorts: Record<string, DocumentSort> = {
  date: 'date',
  '-date': '-date',
  creation: 'created',
  '-creation': '-created',
}

/** Every parameter of ITI-67 and PDSm, under each name the guides give it, and what it becomes. */
const readers: Record<string, Reader<SearchRequest>> = {
  ...commonReaders,
  status: readStatus,
  type: ({ query }, parameter) => (query.typeCodes = tokens(parameter)),
  category: ({ query }, parameter) => (query.classCodes = tokens(parameter)),
  format: ({ query }, parameter) => (query.formatCodes = tokens(parameter)),
  facility: ({ query }, parameter) => (query.facilityTypes = tokens(parameter)),
  setting: ({ query }, parameter) => (query.practiceSettings = tokens(parameter)),
  event: ({ query }, parameter) => (query.eventCodes = tokens(parameter)),
  'security-label': ({ query }, parameter) => (query.securityLabels = tokens(parameter)),
  identifier: ({ query }, parameter) => (query.identifiers = identifiers(parameter)),
  related: ({ query }, parameter) => (query.related = identifiers(parameter)),
  'related:identifier': ({ query }, parameter) => (query.related = identifiers(parameter)),
  'related.identifier': ({ query }, parameter) => (query.related = identifiers(parameter)),
  relatesto: readRelatesTo,
  'author.family': ({ query }, parameter) => (query.authorFamily = alternatives(parameter)),
  'author.given': ({ query }, parameter) => (query.authorGiven = alternatives(parameter)),
  creation: ({ query }, parameter) => (query.created = dates(parameter)),
  date: ({ query }, parameter) => (query.dated = dates(parameter)),
  period: (search, parameter) => addPeriod(search, dates(parameter)),
  'period-start': (search, parameter) =>
    addPeriod(
      search,
      dates(parameter).flatMap((each) => onStart(each, parameter)),
    ),
  'period-end': (search, parameter) =>
    addPeriod(
      search,
      dates(parameter).flatMap((each) => onEnd(each, parameter)),
    ),
  _sort: ({ query }, parameter) => (query.sort = sorts[single(parameter)] ?? wrong('parameter-sort', parameter)),
  _total: ({ query }, parameter) => (query.exactTotal = single(parameter) === 'accurate'),
}

/**
 * An ITI-67 search: whose documents, and which. The patient is required unless `_id` is given, the status unless `_id` or
 * `identifier` is; unknown parameters are refused unless the client said `Prefer: handling=lenient`. Spec: IHE MHD 2:3.67, PDSm flow 6.
 */
export const readQuery = (
  parameters: URLSearchParams,
  reading: Reading,
): { space: SpaceAddress; query: DocumentQuery; countOnly: boolean } => {
  const search: SearchRequest = { query: {}, countOnly: false }
  const space = fillSearch(search, readers, { parameters, ...reading })
  const byName = search.query.ids !== undefined || search.query.identifiers !== undefined
  if (!search.query.status && !byName) throw missing('status', '_id')
  return { space, query: search.query, countOnly: search.countOnly }
}
