import { cdaSentences } from '../warning-sentences.ts'
import { headerData } from './header-data.ts'
import type { CdaDocument } from './parse-cda.ts'
import {
  attributeOf,
  childrenOf,
  findChild,
  findPath,
  foldedText,
  walkElements,
  type XmlElement,
} from './xml-element.ts'

type Rule = (root: XmlElement) => boolean

const patientOf = (root: XmlElement): XmlElement | undefined =>
  findPath(root, ['recordTarget', 'patientRole', 'patient'])

const eventsOf = (root: XmlElement): XmlElement[] =>
  childrenOf(root, 'documentationOf').flatMap((documentation) => childrenOf(documentation, 'serviceEvent'))

const hasIns: Rule = (root) =>
  childrenOf(findPath(root, ['recordTarget', 'patientRole']), 'id').some((id) =>
    headerData.insRoots.some((ins) => ins.root === attributeOf(id, 'root')),
  )

const hasBirthName: Rule = (root) =>
  childrenOf(findChild(patientOf(root), 'name'), 'family').some((family) =>
    (attributeOf(family, 'qualifier') ?? '').split(' ').includes('BR'),
  )

const namesSomeone = (author: XmlElement): boolean => {
  const assigned = findChild(author, 'assignedAuthor')
  return (
    findChild(assigned, 'assignedPerson') !== undefined || findChild(assigned, 'assignedAuthoringDevice') !== undefined
  )
}

const isNamed = (element: XmlElement | undefined): boolean =>
  element !== undefined && attributeOf(element, 'nullFlavor') === undefined

const sectionsOf = (root: XmlElement): XmlElement[] => {
  const body = findPath(root, ['component', 'structuredBody'])
  return body === undefined ? [] : [...walkElements(body)].filter(({ name }) => name === 'section')
}

// Inner sections may live under the title of the one around them (laboratory chapters do).
const topSectionsOf = (root: XmlElement): XmlElement[] =>
  childrenOf(findPath(root, ['component', 'structuredBody']), 'component').flatMap((component) =>
    childrenOf(component, 'section'),
  )

// A section that only groups others may go without a text.
const leavesOf = (root: XmlElement): XmlElement[] =>
  sectionsOf(root).filter((section) => findChild(section, 'component') === undefined)

const practiceSetting = ['assignedEntity', 'representedOrganization', 'standardIndustryClassCode']

const wanting: Record<string, Rule> = {
  'no-set-id': (root) => !isNamed(findChild(root, 'setId')),
  'no-version-number': (root) => findChild(root, 'versionNumber') === undefined,
  'no-title': (root) => foldedText(findChild(root, 'title')) === undefined,
  'no-language': (root) => attributeOf(findChild(root, 'languageCode'), 'code') === undefined,
  'no-national-identity': (root) => !hasIns(root),
  'no-birth-name': (root) => hasIns(root) && !hasBirthName(root),
  'no-birth-time': (root) => attributeOf(findChild(patientOf(root), 'birthTime'), 'value') === undefined,
  'gender-unknown-code': (root) =>
    !headerData.genders.includes(attributeOf(findChild(patientOf(root), 'administrativeGenderCode'), 'code') ?? ''),
  'no-author': (root) => !childrenOf(root, 'author').some(namesSomeone),
  'no-author-id': (root) =>
    childrenOf(root, 'author').some((author) => !isNamed(findPath(author, ['assignedAuthor', 'id']))),
  'no-legal-authenticator': (root) => findChild(root, 'legalAuthenticator') === undefined,
  'no-service-event': (root) => eventsOf(root).length === 0,
  'no-service-time': (root) => {
    const [first] = eventsOf(root)
    return first !== undefined && findPath(first, ['effectiveTime', 'low']) === undefined
  },
  'no-performer': (root) => {
    const events = eventsOf(root)
    return events.length > 0 && !events.some((event) => findChild(event, 'performer') !== undefined)
  },
  'no-practice-setting': (root) => {
    const performers = eventsOf(root).flatMap((event) => childrenOf(event, 'performer'))
    return performers.length > 0 && !performers.some((performer) => findPath(performer, practiceSetting) !== undefined)
  },
  'no-facility-type': (root) =>
    findPath(root, ['componentOf', 'encompassingEncounter', 'location', 'healthCareFacility', 'code']) === undefined,
  'section-without-title': (root) =>
    topSectionsOf(root).some((section) => foldedText(findChild(section, 'title')) === undefined),
  'section-without-text': (root) => leavesOf(root).some((section) => findChild(section, 'text') === undefined),
}

/**
 * Names of what a structurally valid document lacks by the CI-SIS rules, in the order of data/cda/warnings.json.
 * They refuse nothing: they are kept with the document and shown to its depositor.
 */
export const cdaWarnings = ({ root }: CdaDocument): string[] =>
  [...cdaSentences.keys()].filter((name) => wanting[name]?.(root) ?? false)

/** The names this code can give: the data file must have a sentence for each (its test). */
export const warningNames: readonly string[] = Object.keys(wanting)
