import type { SpaceAddress } from '../../access/types.ts'
import type { SetQuery } from '../../areas/documents/index.ts'
import { commonReaders, fillSearch, missing, type Reader, type Reading, type RecordSearch } from './record-search.ts'
import { alternatives, dates, single, tokens, wrong, type Parameter } from './search-parameter.ts'

/** What one search for sets asks: whose, which, and whether only their number is wanted. */
interface SetSearch extends RecordSearch {
  query: SetQuery
}

const values = (parameter: Parameter): { value: string }[] => tokens(parameter).map(({ code }) => ({ value: code }))

const readDesignation: Reader<SetSearch> = ({ query }, parameter) => (query.designations = tokens(parameter))
const readSourceId: Reader<SetSearch> = ({ query }, parameter) => (query.sourceIds = values(parameter))
const readFacility: Reader<SetSearch> = ({ query }, parameter) => (query.facilities = values(parameter))

const readSort: Reader<SetSearch> = ({ query }, parameter) => {
  const value = single(parameter)
  if (value !== 'date' && value !== '-date') wrong('parameter-sort', parameter)
  query.oldestFirst = value === 'date'
}

const readers: Record<string, Reader<SetSearch>> = {
  ...commonReaders,
  code: ({ query }, parameter) => (query.kinds = tokens(parameter).map(({ code }) => code)),
  status: ({ query }, parameter) => (query.status = tokens(parameter).map(({ code }) => code)),
  date: ({ query }, parameter) => (query.date = dates(parameter)),
  identifier: ({ query }, parameter) => (query.identifiers = values(parameter)),
  title: ({ query }, parameter) => (query.titles = alternatives(parameter)),
  designationType: readDesignation,
  DesignationType: readDesignation,
  sourceId: readSourceId,
  SourceId: readSourceId,
  'source.given': ({ query }, parameter) => (query.sourceGiven = alternatives(parameter)),
  'source.family': ({ query }, parameter) => (query.sourceFamily = alternatives(parameter)),
  'source.identifier': ({ query }, parameter) => (query.sources = values(parameter)),
  'authorOrg.identifier': readFacility,
  'PDSm_authorOrg.identifier': readFacility,
  _sort: readSort,
  _total: () => {},
}

/**
 * An ITI-66 search: whose sets, and which. The patient is required unless `_id` is given, code and status unless `_id` or `identifier` is;
 * unknown parameters are refused unless the client said `Prefer: handling=lenient`. Spec: IHE MHD 2:3.66, PDSm flow 5.
 */
export const readSetQuery = (
  parameters: URLSearchParams,
  reading: Reading,
): { space: SpaceAddress; query: SetQuery; countOnly: boolean } => {
  const search: SetSearch = { query: {}, countOnly: false }
  const space = fillSearch(search, readers, { parameters, ...reading })
  const byName = search.query.ids !== undefined || search.query.identifiers !== undefined
  if (!search.query.kinds && !byName) throw missing('code', '_id')
  if (!search.query.status && !byName) throw missing('status', '_id')
  return { space, query: search.query, countOnly: search.countOnly }
}
