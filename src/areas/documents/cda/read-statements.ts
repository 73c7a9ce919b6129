import type { CodeSystems } from '../../../reference/code-systems.ts'
import type { Coding } from '../../../reference/document-entry.ts'
import type { Statement } from '../../../reference/statement-entry.ts'
import type { CdaDocument } from './parse-cda.ts'
import { readTime } from './read-datatypes.ts'
import { readCodings, readWords, type ValueParts } from './read-values.ts'
import { createReferences, shortened } from './references.ts'
import {
  attributeOf,
  childrenOf,
  findChild,
  findPath,
  foldedText,
  walkElements,
  type XmlElement,
} from './xml-element.ts'

/** Spec: CI-SIS FR-Vaccination, FR-Allergie-ou-hypersensibilite, FR-Probleme, FR-Traitement; sections of IHE PCC (interop.md). */
const templates = {
  vaccination: '1.2.250.1.213.1.1.3.45',
  allergy: '1.3.6.1.4.1.19376.1.5.3.1.4.6',
  problem: '1.3.6.1.4.1.19376.1.5.3.1.4.5',
  treatment: '1.3.6.1.4.1.19376.1.5.3.1.4.7',
} as const

const chapters = { problems: '11450-4', past: '11348-0', allergies: '48765-2', treatments: '10160-0' } as const

/** Spec: LOINC, the rank of a dose; a remark. */
const observed = { rank: '30973-2', comment: '48767-8' } as const

/** More than anybody's life holds is the work of somebody else: the first ones are read. */
export const mostStatements = 500

const hasTemplate = (element: XmlElement, root: string): boolean =>
  childrenOf(element, 'templateId').some((template) => attributeOf(template, 'root') === root)

const timesOf = (element: XmlElement): Pick<Statement, 'since' | 'until'> => {
  const [time] = childrenOf(element, 'effectiveTime')
  const since = readTime(time) ?? readTime(findChild(time, 'low'))
  const until = readTime(findChild(time, 'high'))
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

const stateOf = (element: XmlElement): Pick<Statement, 'negated' | 'planned' | 'status'> => {
  const status = attributeOf(findChild(element, 'statusCode'), 'code')
  return {
    ...(attributeOf(element, 'negationInd') === 'true' ? { negated: true } : {}),
    ...((attributeOf(element, 'moodCode') ?? 'EVN') === 'EVN' ? {} : { planned: true }),
    ...(status === undefined ? {} : { status }),
  }
}

const first = (parts: ValueParts, element: XmlElement | undefined): Coding | undefined => readCodings(parts, element)[0]

const coded = (name: 'kind' | 'route' | 'site', coding: Coding | undefined): Partial<Statement> =>
  coding === undefined ? {} : { [name]: coding }

const text = (name: 'lot' | 'rank' | 'dosage' | 'comment', words: string | undefined): Partial<Statement> =>
  words === undefined || words === '' ? {} : { [name]: shortened(words) }

/** What hangs on an entry and bears a code. */
const besides = (element: XmlElement, name: 'observation' | 'act', code: string): XmlElement | undefined =>
  childrenOf(element, 'entryRelationship')
    .map((entry) => findChild(entry, name))
    .find((one) => attributeOf(findChild(one, 'code'), 'code') === code)

const commentOf = ({ references }: ValueParts, element: XmlElement): Partial<Statement> =>
  text('comment', references.words(findChild(besides(element, 'act', observed.comment), 'text')))

const productOf = (element: XmlElement): XmlElement | undefined =>
  findPath(element, ['consumable', 'manufacturedProduct', 'manufacturedMaterial'])

const nameOf = (parts: ValueParts, material: XmlElement | undefined): string | undefined => {
  const code = findChild(material, 'code')
  return foldedText(findChild(material, 'name')) ?? attributeOf(code, 'displayName') ?? readWords(parts, code)
}

const readVaccination = (parts: ValueParts, element: XmlElement): Statement[] => {
  const material = productOf(element)
  const label = nameOf(parts, material)
  if (label === undefined) return []
  const reactions = childrenOf(element, 'entryRelationship')
    .filter((entry) => attributeOf(entry, 'typeCode') === 'CAUS')
    .flatMap((entry) => first(parts, findPath(entry, ['observation', 'value'])) ?? [])
  const rank = attributeOf(findChild(besides(element, 'observation', observed.rank), 'value'), 'value')
  return [
    {
      section: 'vaccinations',
      codes: readCodings(parts, findChild(material, 'code')),
      label: shortened(label),
      ...timesOf(element),
      ...stateOf(element),
      ...coded('kind', first(parts, findChild(element, 'code'))),
      ...coded('route', first(parts, findChild(element, 'routeCode'))),
      ...coded('site', first(parts, findChild(element, 'approachSiteCode'))),
      ...text('lot', foldedText(findChild(material, 'lotNumberText'))),
      ...text('rank', rank),
      ...(reactions.length === 0 ? {} : { reactions }),
      ...commentOf(parts, element),
    },
  ]
}

const readAllergy = (parts: ValueParts, element: XmlElement): Statement[] => {
  const agent = findPath(element, ['participant', 'participantRole', 'playingEntity'])
  const value = findChild(element, 'value')
  const label = nameOf(parts, agent) ?? readWords(parts, value)
  const codes = readCodings(parts, findChild(agent, 'code'))
  return label === undefined || label === ''
    ? []
    : [
        {
          section: 'allergies',
          codes,
          label: shortened(label),
          ...timesOf(element),
          ...stateOf(element),
          ...commentOf(parts, element),
        },
      ]
}

const readProblem = (parts: ValueParts, element: XmlElement): Statement[] => {
  const value = findChild(element, 'value')
  const label = attributeOf(value, 'displayName') ?? readWords(parts, value)
  return label === undefined || label === ''
    ? []
    : [
        {
          section: 'conditions',
          codes: readCodings(parts, value),
          label: shortened(label),
          ...timesOf(element),
          ...stateOf(element),
          ...commentOf(parts, element),
        },
      ]
}

const readTreatment = (parts: ValueParts, element: XmlElement): Statement[] => {
  const material = productOf(element)
  const label = nameOf(parts, material)
  if (label === undefined) return []
  return [
    {
      section: 'treatments',
      codes: readCodings(parts, findChild(material, 'code')),
      label: shortened(label),
      ...timesOf(element),
      ...stateOf(element),
      ...coded('route', first(parts, findChild(element, 'routeCode'))),
      ...text('dosage', parts.references.words(findChild(element, 'text'))),
      ...commentOf(parts, element),
    },
  ]
}

const inChapter = (
  section: XmlElement,
  codes: readonly string[],
  { name, template }: { name: string; template: string },
): XmlElement[] =>
  codes.includes(attributeOf(findChild(section, 'code'), 'code') ?? '')
    ? [...walkElements(section)].filter((element) => element.name === name && hasTemplate(element, template))
    : []

const isAllergy = (element: XmlElement): boolean => hasTemplate(element, templates.allergy)

const readChapter = (parts: ValueParts, section: XmlElement): Statement[] => {
  const problems = { name: 'observation', template: templates.problem }
  return [
    ...inChapter(section, [chapters.allergies], { name: 'observation', template: templates.allergy }).flatMap((one) =>
      readAllergy(parts, one),
    ),
    ...inChapter(section, [chapters.problems, chapters.past], problems)
      .filter((one) => !isAllergy(one))
      .flatMap((one) => readProblem(parts, one)),
    ...inChapter(section, [chapters.treatments], {
      name: 'substanceAdministration',
      template: templates.treatment,
    }).flatMap((one) => readTreatment(parts, one)),
  ]
}

/** The vaccinations that a document tells, wherever they stand in it. */
export const readVaccinations = (document: CdaDocument, systems: Pick<CodeSystems, 'canonical'>): Statement[] => {
  const parts = { systems, references: createReferences(document.root) }
  const body = findPath(document.root, ['component', 'structuredBody'])
  if (body === undefined) return []
  return [...walkElements(body)]
    .filter((element) => element.name === 'substanceAdministration' && hasTemplate(element, templates.vaccination))
    .flatMap((element) => readVaccination(parts, element))
}

/**
 * What a document says of a person's health as data: vaccinations wherever they stand, allergies, conditions and treatments of the chapters that are about
 * them. None where it is not structured.
 */
export const readStatements = (document: CdaDocument, systems: Pick<CodeSystems, 'canonical'>): Statement[] => {
  const parts = { systems, references: createReferences(document.root) }
  const body = findPath(document.root, ['component', 'structuredBody'])
  if (body === undefined) return []
  const sections = [...walkElements(body)].filter(({ name }) => name === 'section')
  return [...readVaccinations(document, systems), ...sections.flatMap((section) => readChapter(parts, section))].slice(
    0,
    mostStatements,
  )
}
