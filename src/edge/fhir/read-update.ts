import { isDeepStrictEqual } from 'node:util'
import type { DocumentUpdate } from '../../areas/documents/types.ts'
import type { DocumentEntry, DocumentStatus } from '../../reference/document-entry.ts'
import { Problem } from '../../platform/problem.ts'
import { checkDatatype, isJsonObject } from './check-resource.ts'
import type { FhirParts } from './fhir-parts.ts'
import type { PatchStep } from './patch-step.ts'
import { IncorrectResource } from './resource-issue.ts'
import type { CodeableConcept } from './datatypes.ts'
import { terms } from './terms.ts'
import { readLabels, writeLabels } from './visibility-labels.ts'
import type { VisibilityCodes } from './visibility-labels.ts'
import { writeDocumentReference } from './write-document-reference.ts'

/** What reading a patch may need: the codes, and the document as it stands (read only for steps that refer to it). */
export interface PatchReading {
  parts: Pick<FhirParts, 'baseUrl' | 'codes'>
  current: () => Promise<DocumentEntry>
}

interface Draft {
  update: DocumentUpdate
  /** the labels as they will be, once a step referred to those there are */
  labels?: CodeableConcept[]
}

const notAllowed = (step: PatchStep): Problem =>
  new Problem('incorrect', 'update-not-allowed', { details: { field: step.field } })

const wrongValue = (step: PatchStep): Problem =>
  new Problem('incorrect', 'patch-value', { details: { field: step.field } })

const isStatus = (value: unknown): value is DocumentStatus =>
  value === 'current' || value === 'superseded' || value === 'entered-in-error'

const isConcept = (value: unknown): value is CodeableConcept =>
  checkDatatype(value, 'CodeableConcept', 'securityLabel').length === 0

const readConcepts = (value: unknown): CodeableConcept[] => {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.map((each) => {
    if (isConcept(each)) return each
    throw new IncorrectResource(checkDatatype(each, 'CodeableConcept', 'securityLabel'))
  })
}

const changeStatus = (draft: Draft, step: PatchStep): void => {
  if (step.op === 'remove' || step.path.length > 1) throw notAllowed(step)
  if (!isStatus(step.value)) throw wrongValue(step)
  draft.update.status = step.value
}

const readArchived = (step: PatchStep): boolean => {
  if (step.op === 'remove') return false
  if (step.path.length > 2) {
    if (typeof step.value === 'boolean') return step.value
    throw wrongValue(step)
  }
  const values: unknown[] = Array.isArray(step.value) ? step.value : [step.value]
  const [extension, second] = values
  if (second !== undefined || !isJsonObject(extension)) throw wrongValue(step)
  if (extension.url !== terms.extensions.isArchived) throw notAllowed(step)
  if (typeof extension.valueBoolean !== 'boolean') throw wrongValue(step)
  return extension.valueBoolean
}

// A document has one extension at most, isArchived: whatever index is named, it is that one.
const changeExtension = (draft: Draft, step: PatchStep): void => {
  draft.update.archived = readArchived(step)
}

/** Adding visibility codes says what to do without a look at what is there. */
const addsVisibility = (draft: Draft, step: PatchStep, codes: VisibilityCodes): boolean => {
  if (draft.labels || step.op !== 'add' || step.path.length !== 2) return false
  const { confidentiality, visibility } = readLabels(readConcepts(step.value), codes)
  if (confidentiality.length > 0) return false
  const added = Object.fromEntries(Object.entries(visibility).filter(([, isSet]) => isSet))
  draft.update.visibility = { ...draft.update.visibility, ...added }
  return true
}

const spliceLabels = (labels: CodeableConcept[], step: PatchStep): CodeableConcept[] => {
  const place = step.path[1]
  if (step.path.length > 2) throw notAllowed(step)
  if (place === undefined) return step.op === 'remove' ? [] : readConcepts(step.value)
  const at = place === '-' ? labels.length : Number(place)
  const last = step.op === 'add' ? labels.length : labels.length - 1
  if (!Number.isInteger(at) || at < 0 || at > last) throw wrongValue(step)
  return labels.toSpliced(at, step.op === 'add' ? 0 : 1, ...(step.op === 'remove' ? [] : readConcepts(step.value)))
}

const changeLabels = async (draft: Draft, step: PatchStep, reading: PatchReading): Promise<void> => {
  const { codes } = reading.parts
  if (addsVisibility(draft, step, codes)) return
  const entry = await reading.current()
  const before = draft.labels ?? [...writeLabels(entry, codes), ...writeAdded(draft, codes)]
  draft.labels = spliceLabels(before, step)
  const { confidentiality, visibility } = readLabels(draft.labels, codes)
  const same = isDeepStrictEqual(new Set(confidentiality.map(codeOf)), new Set(entry.confidentiality.map(codeOf)))
  if (!same) throw new Problem('incorrect', 'confidentiality-not-updatable', { details: { field: step.field } })
  draft.update.visibility = visibility
}

const codeOf = ({ code }: { code: string }): string => code

const writeAdded = ({ update }: Draft, codes: VisibilityCodes): CodeableConcept[] => {
  const none = { hidden: false, withheld: false, hiddenFromRepresentatives: false }
  return writeLabels({ confidentiality: [], visibility: { ...none, ...update.visibility } }, codes)
}

const followPath = (value: unknown, path: readonly string[]): unknown => {
  let found = value
  for (const step of path) {
    if (Array.isArray(found)) found = found[Number(step)]
    else found = isJsonObject(found) && Object.hasOwn(found, step) ? found[step] : undefined
  }
  return found
}

const checkTest = async (step: PatchStep, reading: PatchReading): Promise<void> => {
  const resource = writeDocumentReference(await reading.current(), reading.parts)
  if (isDeepStrictEqual(followPath({ ...resource }, step.path), step.value)) return
  throw new Problem('conflict', 'patch-test-failed', { details: { field: step.field } })
}

const applyStep = async (draft: Draft, step: PatchStep, reading: PatchReading): Promise<void> => {
  if (step.op === 'test') return checkTest(step, reading)
  const [element] = step.path
  if (element === 'status') return changeStatus(draft, step)
  if (element === 'extension') return changeExtension(draft, step)
  if (element === 'securityLabel') return changeLabels(draft, step, reading)
  throw notAllowed(step)
}

/** The update a patch asks for. Only status, securityLabel (visibility) and isArchived may change: the rest is 405. */
export const readUpdate = async (steps: readonly PatchStep[], reading: PatchReading): Promise<DocumentUpdate> => {
  const draft: Draft = { update: {} }
  for (const step of steps) await applyStep(draft, step, reading)
  return draft.update
}
