import type { CodeSystems } from '../../../reference/code-systems.ts'
import type { EarlierResult, LaboratoryResult, Specimen } from '../../../reference/result-entry.ts'
import type { CdaDocument } from './parse-cda.ts'
import { readTime } from './read-datatypes.ts'
import {
  readCodings,
  readComments,
  readLaboratory,
  readRanges,
  readValues,
  readWords,
  type ValueParts,
} from './read-values.ts'
import { createReferences, shortened } from './references.ts'
import {
  attributeOf,
  childrenOf,
  findChild,
  findPath,
  foldedText,
  isElement,
  walkElements,
  type XmlElement,
} from './xml-element.ts'

const templates = {
  observation: '1.3.6.1.4.1.19376.1.3.1.6',
  specimen: '1.3.6.1.4.1.19376.1.3.1.2',
  vitalSign: '1.3.6.1.4.1.19376.1.5.3.1.4.13.2',
} as const

const hasTemplate = (element: XmlElement | undefined, root: string): boolean =>
  childrenOf(element, 'templateId').some((template) => attributeOf(template, 'root') === root)

/** More lines than any laboratory writes are the work of somebody else: the first ones are read. */
const mostResults = 2_000
const deepestHeading = 4

/** What the organizers around a result say of it. */
type Around = Pick<LaboratoryResult, 'headings' | 'remarks' | 'panel' | 'isolate' | 'specimen' | 'laboratory'>

const relations = new Set(['component', 'entryRelationship'])

const entriesOf = (element: XmlElement): XmlElement[] =>
  element.children.filter((child): child is XmlElement => isElement(child) && relations.has(child.name))

const statuses = new Map<string, LaboratoryResult['status']>([
  ['active', 'pending'],
  ['held', 'pending'],
  ['new', 'pending'],
  ['suspended', 'pending'],
  ['aborted', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['nullified', 'cancelled'],
])

const timeOf = (element: XmlElement): { at?: string } => {
  const time = findChild(element, 'effectiveTime')
  const at = readTime(time) ?? readTime(findChild(time, 'high')) ?? readTime(findChild(time, 'low'))
  return at === undefined ? {} : { at }
}

const readEarlier = (parts: ValueParts, entries: readonly XmlElement[]): EarlierResult[] =>
  entries.flatMap((entry) => {
    const observation = findChild(entry, 'observation')
    if (attributeOf(entry, 'typeCode') !== 'REFR' || observation === undefined) return []
    const codes = readCodings(parts, findChild(observation, 'code'))
    return [{ codes, ...timeOf(observation), values: readValues(parts, observation) }]
  })

const readResult = (parts: ValueParts, observation: XmlElement, around: Around): LaboratoryResult => {
  const entries = entriesOf(observation)
  const code = findChild(observation, 'code')
  const [translation] = childrenOf(code, 'translation')
  const label = readWords(parts, code) ?? readWords(parts, translation)
  const method = readWords(parts, findChild(observation, 'methodCode'))
  const laboratory = readLaboratory(observation) ?? around.laboratory
  return {
    ...around,
    codes: readCodings(parts, code),
    ...(label === undefined ? {} : { label }),
    status: statuses.get(attributeOf(findChild(observation, 'statusCode'), 'code') ?? '') ?? 'final',
    ...timeOf(observation),
    values: readValues(parts, observation),
    interpretations: childrenOf(observation, 'interpretationCode').flatMap((one) => readCodings(parts, one)),
    ranges: readRanges(parts, observation),
    ...(method === undefined ? {} : { method }),
    ...(laboratory === undefined ? {} : { laboratory }),
    comments: readComments(parts, entries),
    earlier: readEarlier(parts, entries),
  }
}

const readSpecimen = (parts: ValueParts, entries: readonly XmlElement[]): Specimen | undefined => {
  const procedure = entries
    .map((entry) => findChild(entry, 'procedure'))
    .find((one) => hasTemplate(one, templates.specimen))
  if (procedure === undefined) return undefined
  const [kind] = readCodings(parts, findPath(procedure, ['participant', 'participantRole', 'playingEntity', 'code']))
  const { at } = timeOf(procedure)
  return { ...(kind && { kind }), ...(at === undefined ? {} : { collectedAt: at }) }
}

const namesOf = (parts: ValueParts, element: XmlElement): Pick<Around, 'panel' | 'isolate'> => {
  if (element.name !== 'organizer') return {}
  const germ = findPath(element, ['specimen', 'specimenRole', 'specimenPlayingEntity', 'code'])
  const code = findChild(element, 'code')
  const isolate = readWords(parts, germ)
  const panel = readWords(parts, code) ?? readWords(parts, findChild(code, 'translation'))
  return { ...(isolate === undefined ? {} : { isolate }), ...(panel === undefined ? {} : { panel }) }
}

const aroundInside = (parts: ValueParts, element: XmlElement, outer: Around): Around => {
  const entries = entriesOf(element)
  const specimen = readSpecimen(parts, entries)
  const laboratory = readLaboratory(element)
  return {
    ...outer,
    ...namesOf(parts, element),
    ...(specimen && { specimen }),
    ...(laboratory === undefined ? {} : { laboratory }),
    remarks: [],
  }
}

/** What is said of a group is told by its first line: told by each, a hostile document would grow without end. */
const withRemarks = ([first, ...others]: LaboratoryResult[], remarks: readonly string[]): LaboratoryResult[] =>
  first === undefined ? [] : [{ ...first, remarks: [...remarks, ...first.remarks] }, ...others]

const readInside = (parts: ValueParts, element: XmlElement, outer: Around): LaboratoryResult[] => {
  const around = aroundInside(parts, element, outer)
  const entries = entriesOf(element)
  const results = entries.flatMap((entry) =>
    entry.children.filter(isElement).flatMap((child) => {
      if (child.name === 'observation') {
        return hasTemplate(child, templates.observation) ? [readResult(parts, child, around)] : []
      }
      return child.name === 'organizer' || child.name === 'act' ? readInside(parts, child, around) : []
    }),
  )
  return withRemarks(results, readComments(parts, entries))
}

const readSections = (
  parts: ValueParts,
  parent: XmlElement | undefined,
  above: readonly string[],
): LaboratoryResult[] =>
  childrenOf(parent, 'component')
    .flatMap((component) => childrenOf(component, 'section'))
    .flatMap((section) => {
      const title = foldedText(findChild(section, 'title'))
      const headings = title === undefined ? [...above] : [...above, shortened(title)].slice(-deepestHeading)
      const acts = childrenOf(section, 'entry').flatMap((entry) => childrenOf(entry, 'act'))
      const own = acts.flatMap((act) => readInside(parts, act, { headings, remarks: [] }))
      return [...own, ...readSections(parts, section, headings)]
    })

/**
 * The laboratory results of a document, in its order: chapters, panels, isolates, with the specimen, the laboratory and the comments
 * that stand around them. None where it has no structured results. Spec: IHE PALM XD-LAB, CI-SIS CR-BIO (interop.md).
 */
export const readResults = (document: CdaDocument, systems: Pick<CodeSystems, 'canonical'>): LaboratoryResult[] => {
  const parts = { systems, references: createReferences(document.root) }
  return readSections(parts, findPath(document.root, ['component', 'structuredBody']), []).slice(0, mostResults)
}

/** Spec: CI-SIS, certificates of children's health and their measures: what stands there was measured at the examination. */
const childDocuments = '1.2.250.1.213.1.1.1.5.'

const isOfExamination = ({ root }: CdaDocument): boolean =>
  childrenOf(root, 'templateId').some((template) => attributeOf(template, 'root')?.startsWith(childDocuments))

/**
 * What was measured by hand, wherever it stands in a document: weight, height, head, blood pressure. What bears no day is left, but in a child's certificate:
 * elsewhere it may tell of another day (the weight at birth) or person. Spec: IHE PCC vital signs observation, CI-SIS FR-Signe-vital-observe.
 */
export const readVitalSigns = (document: CdaDocument, systems: Pick<CodeSystems, 'canonical'>): LaboratoryResult[] => {
  const parts = { systems, references: createReferences(document.root) }
  const body = findPath(document.root, ['component', 'structuredBody'])
  if (body === undefined) return []
  const mayLackDay = isOfExamination(document)
  return [...walkElements(body)]
    .filter((element) => element.name === 'observation' && hasTemplate(element, templates.vitalSign))
    .slice(0, mostResults)
    .map((element) => readResult(parts, element, { headings: [], remarks: [] }))
    .filter(({ at, values, codes }) => (at !== undefined || mayLackDay) && values.length > 0 && codes.length > 0)
    .map((result) => ({ ...result, vital: true }))
}
