import type { MedicalProfile, StatedLine } from '../../../areas/profile/index.ts'
import type { SpaceAddress } from '../../../access/types.ts'
import { isUuid } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { ProfileLine } from '../../../reference/profile-entry.ts'
import { profileSections } from '../../../reference/profile-sections.ts'
import type { FhirAnswer, FhirRequest, Interaction } from '../fhir-parts.ts'
import { idOf } from '../read-interactions.ts'
import { languageOf } from '../operation-outcome.ts'
import { readRecordId } from '../record-id.ts'
import { commonReaders, fillSearch, type Reader, type RecordSearch } from '../record-search.ts'
import { alternatives } from '../search-parameter.ts'
import { isLenient, pageLinks, parametersOf } from '../search-bundle.ts'
import type { LinePlace, ProfileResource } from './profile-resource.ts'
import { writeLine } from './write-line.ts'
import { writeStatement } from './write-statement.ts'

/** The resources that lines of a profile are, but for observations, which are found by what was measured. */
export const lineTypes: readonly string[] = [
  ...new Set(profileSections.flatMap(({ resource = [] }) => resource)),
].filter((resource) => resource !== 'Observation')

// A profile fits into one page.
const { page: _page, isArchived: _archived, PDSm_isArchived: _pdsm, ...common } = commonReaders

/** What a document says stands under that document's id, what a person says under its own. */
const spaceOf = (id: string): SpaceAddress => {
  const [documentId = '', index] = id.split('.')
  return index === undefined || !isUuid(documentId) ? { spaceId: readRecordId(id).spaceId } : { objectId: documentId }
}

const readers: Record<string, Reader<RecordSearch>> = {
  ...common,
  _id: (search, parameter) => {
    const ids = alternatives(parameter)
    search.query.ids = ids
    search.space ??= spaceOf(ids[0] ?? '')
  },
}

/** What documents say of some sections, but for what the person took into their own lines already. */
export const statedOf = ({ parts }: MedicalProfile, isWanted: (section: string) => boolean): StatedLine[] => {
  const taken = new Set(parts.flatMap(({ lines }) => lines).map(({ fields }) => fields['what']?.toLowerCase()))
  return parts
    .filter(({ section }) => isWanted(section))
    .flatMap(({ stated }) => stated)
    .filter(({ statement }) => !taken.has(statement.label.toLowerCase()))
}

/** The lines of some sections, as they stand in a profile. */
export const linesOf = ({ parts }: MedicalProfile, isWanted: (section: string) => boolean): ProfileLine[] =>
  parts.filter(({ section }) => isWanted(section)).flatMap(({ lines }) => lines)

/** Where the lines of a request's answer stand. */
export const placeOf = ({ parts, request }: FhirRequest, spaceId: string): LinePlace => ({
  baseUrl: parts.baseUrl,
  spaceId,
  lang: languageOf(request.headers['accept-language']),
  today: parts.dayOf(parts.clock.now().toISOString()),
})

const entryOf = ({ baseUrl }: LinePlace, resource: ProfileResource): object => ({
  fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`,
  resource,
  search: { mode: 'match' },
})

/** What a profile says of one type, by the person and by documents. */
const resourcesOf = (profile: MedicalProfile, type: string, place: LinePlace): ProfileResource[] => {
  const sections = new Set(profileSections.filter(({ resource }) => resource === type).map(({ key }) => key))
  const isWanted = (section: string): boolean => sections.has(section)
  return [
    ...linesOf(profile, isWanted).map((line) => writeLine(line, place)),
    ...statedOf(profile, isWanted).map((stated) => writeStatement(stated, place)),
  ]
}

/** Which lines are asked for. */
interface WantedLines {
  type: string
  space: SpaceAddress
  isWanted: (resource: ProfileResource) => boolean
  countOnly: boolean
}

/** The lines of a profile that are wanted, as far as the visitor may see them, as a searchset of one page. */
export const answerLines = async (
  asked: FhirRequest,
  { type, space, isWanted, countOnly }: WantedLines,
): Promise<FhirAnswer> => {
  const { parts, visitor } = asked
  const profile = await parts.profile.readProfile(visitor, space)
  const place = placeOf(asked, profile.spaceId)
  const found = resourcesOf(profile, type, place).filter(isWanted)
  const entry = countOnly ? [] : found.map((one) => entryOf(place, one))
  const resource = {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    link: pageLinks(`${parts.baseUrl}/${type}`, parametersOf(asked)),
    ...(entry.length > 0 ? { entry } : {}),
  }
  return { status: 200, resource }
}

/** GET of one type, or `POST _search`: what people say of their health, as far as the visitor may see it, in one page. Spec: R4 search. */
export const searchLines =
  (type: string): Interaction =>
  async (asked): Promise<FhirAnswer> => {
    const parameters = parametersOf(asked)
    const search: RecordSearch = { query: {}, countOnly: false }
    const space = fillSearch(search, readers, { parameters, baseUrl: asked.parts.baseUrl, lenient: isLenient(asked) })
    const { ids } = search.query
    const isWanted = ({ id }: ProfileResource): boolean => ids?.includes(id) ?? true
    return answerLines(asked, { type, space, isWanted, countOnly: search.countOnly })
  }

/** GET of one type by its id: a line of a person, or what a document says. What the visitor may not see is answered as what is not there. */
export const readLine =
  (type: string): Interaction =>
  async (asked): Promise<FhirAnswer> => {
    const id = idOf(asked.request)
    const profile = await asked.parts.profile.readProfile(asked.visitor, spaceOf(id))
    const resource = resourcesOf(profile, type, placeOf(asked, profile.spaceId)).find((one) => one.id === id)
    if (resource === undefined) throw new Problem('absent', 'profile-line-unknown')
    return { status: 200, resource }
  }
