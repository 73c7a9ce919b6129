import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import type { BroughtCare } from '../../../areas/care-history/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { bodyOf } from '../fhir-body.ts'
import type { FhirAnswer, FhirParts, FhirRequest, Interaction } from '../fhir-parts.ts'
import { languageOf, statusOf, writeOutcome, writeRemark } from '../operation-outcome.ts'
import { writeRecordId } from '../record-id.ts'
import { readResource } from '../read-resource.ts'
import type {
  AnyResource,
  Bundle,
  BundleEntry,
  ExplanationOfBenefit,
  MedicationDispense,
  Observation,
} from '../resources.ts'
import { readBenefit } from './read-benefit.ts'
import { readDispense } from './read-dispense.ts'
import { readResult } from './read-result.ts'
import { personOf, type ToldLine } from './told-line.ts'

type CareResource = ExplanationOfBenefit | MedicationDispense | Observation

/** A resource of a message as it was read: whose it is and what it tells. */
interface Told {
  type: CareResource['resourceType']
  field: string
  space: SpaceAddress
  lines: ToldLine[]
}

const isTold = (resource: AnyResource | undefined): resource is CareResource =>
  resource?.resourceType === 'ExplanationOfBenefit' ||
  resource?.resourceType === 'MedicationDispense' ||
  resource?.resourceType === 'Observation'

/** Whether a message tells of care. What an Observation is, its sender says by what they are: of a feed it is a laboratory's result. */
export const tellsOfCare = ({ careFeeds, clock }: FhirParts, { actor }: Visitor, { entry = [] }: Bundle): boolean => {
  const types = new Set(entry.map(({ resource }) => resource?.resourceType))
  if (types.has('ExplanationOfBenefit') || types.has('MedicationDispense')) return true
  const isFeed =
    actor.kind === 'software' && careFeeds.feedOf(actor.facility.id, clock.now().toISOString()) !== undefined
  return isFeed && types.has('Observation')
}

const linesOf = (resource: CareResource, at: Parameters<typeof readResult>[1]): ToldLine[] => {
  if (resource.resourceType === 'ExplanationOfBenefit') return readBenefit(resource, at)
  return resource.resourceType === 'MedicationDispense' ? readDispense(resource, at) : readResult(resource, at)
}

const readTold = (resource: CareResource, field: string, parts: FhirParts): Told => {
  const at = { field, parts }
  const isBenefit = resource.resourceType === 'ExplanationOfBenefit'
  const space = personOf({ ...resource, subject: isBenefit ? resource.patient : resource.subject }, at)
  return { type: resource.resourceType, field, space, lines: linesOf(resource, at) }
}

const readEntry = ({ resource, request }: BundleEntry, index: number, parts: FhirParts): Told => {
  const field = `Bundle.entry[${index}].resource`
  const { method = 'POST', url = '' } = request ?? {}
  if (!isTold(resource) || method !== 'POST')
    throw new Problem('incorrect', 'care-bundle-strange', {
      details: { field, method, type: resource?.resourceType ?? url },
    })
  return readTold(resource, field, parts)
}

const problemIn = <T>(work: () => T): T | Problem => {
  try {
    return work()
  } catch (error) {
    if (error instanceof Problem && error.kind === 'incorrect') return error
    throw error
  }
}

/** A problem of the area, said with the place in the resource where it lies. */
const located = (problem: Problem, { places }: ToldLine, field: string): Problem => {
  const { kind, reason, details, cause } = problem
  if (kind !== 'incorrect' || typeof details.field !== 'string' || details.code !== undefined) return problem
  const name = details.field.replace(/^lines\.\d+\./, '')
  return new Problem(kind, reason, { details: { ...details, field: places[name] ?? field }, cause })
}

/** What became of the lines of one resource: the first problem, otherwise the lines. */
const outcomeOf = (told: Told, results: readonly (BroughtCare | Problem)[]): BroughtCare[] | Problem => {
  const brought: BroughtCare[] = []
  for (const [index, result] of results.entries()) {
    const line = told.lines[index]
    if (result instanceof Problem) return line === undefined ? result : located(result, line, told.field)
    brought.push(result)
  }
  return brought
}

const responseOf = ({ type }: Told, brought: readonly BroughtCare[], asked: FhirRequest): BundleEntry['response'] => {
  const { parts, request } = asked
  const isNew = brought.some(({ became }) => became === 'added')
  const isOlder = brought.some(({ became }) => became === 'older')
  const language = languageOf(request.headers['accept-language'])
  return {
    status: isNew ? '201' : '200',
    ...(brought[0] && { location: `${type}/${writeRecordId(brought[0])}` }),
    ...(isOlder && { outcome: writeRemark('care-older', { parts, language }) }),
  }
}

const failed = (problem: Problem, { parts, request }: FhirRequest): BundleEntry['response'] => ({
  status: String(statusOf(problem)),
  outcome: writeOutcome(problem, { parts, language: languageOf(request.headers['accept-language']) }),
})

/** What came of all lines in order, for each resource its own. */
const dealOut = <T>(results: readonly T[], told: readonly Told[]): T[][] => {
  let at = 0
  return told.map(({ lines }) => {
    const from = at
    at += lines.length
    return results.slice(from, at)
  })
}

const keyOf = ({ space }: Told): string => JSON.stringify(space)

/** Each resource by itself, whoever's it is: those of one person in one visit. */
const bringEach = async (
  { parts, visitor }: FhirRequest,
  told: readonly (Told | Problem)[],
): Promise<(BroughtCare[] | Problem)[]> => {
  const sound = told.flatMap((one) => (one instanceof Problem ? [] : [one]))
  const outcomes = new Map<Told, BroughtCare[] | Problem>()
  for (const [, ofPerson] of Map.groupBy(sound, keyOf)) {
    const [first] = ofPerson
    if (first === undefined) continue
    const sayings = ofPerson.flatMap(({ lines }) => lines.map(({ saying }) => saying))
    const results = await parts.careHistory.bringEachCare(visitor, first.space, sayings).catch((error: unknown) => {
      // of this person nothing is known here; of the others it may be
      if (error instanceof Problem && error.kind === 'incorrect') return sayings.map(() => error)
      throw error
    })
    const dealt = dealOut(results, ofPerson)
    for (const [index, one] of ofPerson.entries()) outcomes.set(one, outcomeOf(one, dealt[index] ?? []))
  }
  return told.map((one) => (one instanceof Problem ? one : (outcomes.get(one) ?? [])))
}

/** All of one person, whole or not at all. */
const bringAll = async (
  { parts, visitor }: FhirRequest,
  told: readonly (Told | Problem)[],
): Promise<BroughtCare[][]> => {
  const sound = told.map((one) => {
    if (one instanceof Problem) throw one
    return one
  })
  const [first] = sound
  if (first === undefined) throw new Problem('incorrect', 'element-missing', { details: { field: 'Bundle.entry' } })
  const other = sound.find((one) => keyOf(one) !== keyOf(first))
  if (other !== undefined) throw new Problem('incorrect', 'patients-differ', { details: { field: other.field } })
  const lines = sound.flatMap((one) => one.lines.map((line) => ({ line, field: one.field })))
  const sayings = lines.map(({ line }) => line.saying)
  const brought = await parts.careHistory.bringCare(visitor, first.space, sayings).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
    const [, index = '0'] = /^lines\.(\d+)\./.exec(String(error.details.field)) ?? []
    const at = lines[Number(index)]
    throw at === undefined ? error : located(error, at.line, at.field)
  })
  return dealOut(brought, sound)
}

/**
 * What a feed tells of care: a transaction is of one person and kept whole or not at all, a batch each resource by itself, of many persons. The answer
 * has an entry for each entry sent, in order. Spec: R4 http, batch and transaction.
 */
export const provideCare = async (asked: FhirRequest, bundle: Bundle): Promise<FhirAnswer> => {
  const { type, entry: entries = [] } = bundle
  if (type !== 'transaction' && type !== 'batch')
    throw new Problem('incorrect', 'bundle-type', { details: { field: 'Bundle.type', type } })
  const told = entries.map((entry, index) => problemIn(() => readEntry(entry, index, asked.parts)))
  const outcomes = type === 'transaction' ? await bringAll(asked, told) : await bringEach(asked, told)
  const entry = told.map((one, index): BundleEntry => {
    const outcome = outcomes[index] ?? []
    const response =
      one instanceof Problem || outcome instanceof Problem
        ? failed(outcome instanceof Problem ? outcome : new Problem('fault', 'unexpected-fault'), asked)
        : responseOf(one, outcome, asked)
    return response === undefined ? {} : { response }
  })
  return { status: 200, resource: { resourceType: 'Bundle', type: `${type}-response`, entry } }
}

/** POST of one resource: 201 with its place; 200 where it stands there already. */
export const createCare =
  (type: 'ExplanationOfBenefit' | 'MedicationDispense'): Interaction =>
  async (asked) => {
    const told = readTold(readResource(bodyOf(asked.request), type), type, asked.parts)
    const [brought = []] = await bringAll(asked, [told])
    const { status = '200', location = type } = responseOf(told, brought, asked) ?? {}
    return { status: Number(status), headers: { location: `${asked.parts.baseUrl}/${location}` } }
  }
