import { Problem } from '../../../platform/problem.ts'
import type { DocumentMetadata } from '../../../reference/document-entry.ts'
import type { LaboratoryResult } from '../../../reference/result-entry.ts'
import { headerData } from '../cda/header-data.ts'
import { fhirSentences } from '../warning-sentences.ts'
import { nodeAt, nodesAt, textAt, type FhirNode } from './fhir-node.ts'
import { typeOf, type FhirDocument, type Placed } from './parse-fhir-document.ts'
import { narrativeLimits, readXhtml } from './read-xhtml.ts'

/** A document with what was read from it. */
interface Read {
  document: FhirDocument
  metadata: DocumentMetadata
  results: readonly LaboratoryResult[]
}

type Rule = (read: Read) => boolean

const sectionsIn = (parent: FhirNode): FhirNode[] =>
  nodesAt(parent, 'section').flatMap((section) => [section, ...sectionsIn(section)])

const divOf = (section: FhirNode): string | undefined => textAt(nodeAt(section, 'text'), 'div')

/** The texts that would be shown. */
const shownTexts = ({ composition }: FhirDocument): string[] => {
  let characters = 0
  const texts = sectionsIn(composition.resource).flatMap((section) => divOf(section) ?? [])
  return texts.slice(0, narrativeLimits.texts).filter((div) => {
    characters += div.length
    return characters <= narrativeLimits.characters
  })
}

const isBroken = (div: string): boolean => {
  try {
    readXhtml(div)
    return false
  } catch (error) {
    if (error instanceof Problem) return true
    throw error
  }
}

/** What of a resource names others that must come with it. */
const named = new Map([
  ['DiagnosticReport', ['result']],
  ['Observation', ['hasMember']],
])

const leadsNowhere = (find: FhirDocument['find'], from: Placed, name: string): boolean =>
  nodesAt(from.resource, name).some((one) => find(one, from) === undefined)

const entryIsMissing: Rule = ({ document: { composition, resources, find } }) =>
  sectionsIn(composition.resource).some((section) =>
    nodesAt(section, 'entry').some((one) => find(one, composition) === undefined),
  ) || resources.some((one) => (named.get(typeOf(one)) ?? []).some((name) => leadsNowhere(find, one, name)))

const insSystems = new Set(headerData.insRoots.map(({ root }) => `urn:oid:${root}`))

const wanting: Record<string, Rule> = {
  'fhir-no-title': ({ metadata }) => metadata.title === '',
  'fhir-no-language': ({ metadata }) => metadata.language === undefined,
  'fhir-no-identifier': ({ metadata }) => metadata.uniqueId === '',
  'fhir-no-national-identity': ({ metadata }) =>
    !metadata.sourcePatient.identifiers.some(({ system }) => insSystems.has(system)),
  'fhir-no-birth-date': ({ metadata }) => metadata.sourcePatient.birthDate === undefined,
  'fhir-no-author': ({ metadata }) =>
    !metadata.authors.some(({ person, device, facility }) => person ?? device ?? facility),
  'fhir-entry-missing': entryIsMissing,
  'fhir-section-without-text': ({ document }) =>
    sectionsIn(document.composition.resource).some(
      (section) => divOf(section) === undefined && nodesAt(section, 'section').length === 0,
    ),
  'fhir-narrative-unreadable': ({ document }) => shownTexts(document).some(isBroken),
  'fhir-result-without-code': ({ results }) =>
    results.some(({ codes }) => !codes.some(({ system }) => system === 'http://loinc.org')),
}

/** Names of what a FHIR document lacks, in the order of data/fhir/warnings.json. They refuse nothing. */
export const fhirWarnings = (read: Read): string[] =>
  [...fhirSentences.keys()].filter((name) => wanting[name]?.(read) ?? false)

/** The names this code can give: the data file must have a sentence for each (its test). */
export const fhirWarningNames: readonly string[] = Object.keys(wanting)
