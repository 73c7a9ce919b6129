import { describeEmbedded, findEmbedded } from './embedded.ts'
import type { CdaHeader, CdaSection, CdaServiceEvent } from './header.ts'
import type { CdaDocument } from './parse-cda.ts'
import { readCode, readIds, readOrganization, readTime, writtenId } from './read-datatypes.ts'
import { readAuthors, readLegalAuthenticator, readPatient } from './read-parties.ts'
import { attributeOf, childrenOf, findChild, findPath, foldedText, type XmlElement } from './xml-element.ts'

const idText = (element: XmlElement | undefined): string[] => {
  const root = attributeOf(element, 'root')
  const extension = attributeOf(element, 'extension')
  return root === undefined ? [] : [writtenId({ root, ...(extension === undefined ? {} : { extension }) })]
}

const readServiceEvent = (event: XmlElement): CdaServiceEvent => {
  const code = readCode(findChild(event, 'code'))
  const time = findChild(event, 'effectiveTime')
  const low = readTime(findChild(time, 'low')) ?? readTime(time)
  const high = readTime(findChild(time, 'high'))
  const practiceSetting = childrenOf(event, 'performer')
    .map((performer) =>
      readCode(findPath(performer, ['assignedEntity', 'representedOrganization', 'standardIndustryClassCode'])),
    )
    .find((setting) => setting !== undefined)
  return {
    ...(code === undefined ? {} : { code }),
    ...(low === undefined && high === undefined
      ? {}
      : { time: { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) } }),
    ...(practiceSetting === undefined ? {} : { practiceSetting }),
  }
}

const sectionsIn = (parent: XmlElement | undefined): CdaSection[] =>
  childrenOf(parent, 'component').flatMap((component) => childrenOf(component, 'section').map(readSection))

const readSection = (section: XmlElement): CdaSection => {
  const title = foldedText(findChild(section, 'title'))
  const code = readCode(findChild(section, 'code'))
  const sections = sectionsIn(section)
  return {
    ...(title === undefined ? {} : { title }),
    ...(code === undefined ? {} : { code }),
    entries: childrenOf(section, 'entry').length,
    ...(sections.length === 0 ? {} : { sections }),
  }
}

const readBodyKind = (root: XmlElement): CdaHeader['body'] => {
  const component = findChild(root, 'component')
  if (findChild(component, 'structuredBody') !== undefined) return 'structuredBody'
  return findChild(component, 'nonXMLBody') === undefined ? 'none' : 'nonXMLBody'
}

type Identification = Pick<
  CdaHeader,
  'uniqueId' | 'setId' | 'versionNumber' | 'typeCode' | 'title' | 'creationTime' | 'confidentiality' | 'language'
>

const readIdentification = (root: XmlElement): Identification => {
  const found = {
    uniqueId: idText(findChild(root, 'id'))[0],
    setId: idText(findChild(root, 'setId'))[0],
    versionNumber: attributeOf(findChild(root, 'versionNumber'), 'value'),
    typeCode: readCode(findChild(root, 'code')),
    title: foldedText(findChild(root, 'title')),
    creationTime: readTime(findChild(root, 'effectiveTime')),
    confidentiality: readCode(findChild(root, 'confidentialityCode')),
    language: attributeOf(findChild(root, 'languageCode'), 'code'),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

/**
 * Reads the header of a document and the outline of its body. Nothing is judged here: what is missing is left out
 * (`checkStructure` and `cdaWarnings` judge).
 */
export const readHeader = (document: CdaDocument): CdaHeader => {
  const { root } = document
  const legalAuthenticator = readLegalAuthenticator(root)
  const custodian = readOrganization(
    findPath(root, ['custodian', 'assignedCustodian', 'representedCustodianOrganization']),
  )
  const place = findPath(root, ['componentOf', 'encompassingEncounter', 'location', 'healthCareFacility'])
  const healthcareFacilityType = readCode(findChild(place, 'code'))
  return {
    ...readIdentification(root),
    templateIds: childrenOf(root, 'templateId').flatMap((template) => idText(template)),
    patient: readPatient(root),
    authors: readAuthors(root),
    ...(legalAuthenticator === undefined ? {} : { legalAuthenticator }),
    ...(custodian === undefined ? {} : { custodian }),
    serviceEvents: childrenOf(root, 'documentationOf')
      .flatMap((documentation) => childrenOf(documentation, 'serviceEvent'))
      .map(readServiceEvent),
    ...(healthcareFacilityType === undefined ? {} : { healthcareFacilityType }),
    orders: childrenOf(root, 'inFulfillmentOf').flatMap((fulfilled) =>
      readIds(findChild(fulfilled, 'order')).map(writtenId),
    ),
    relatedDocuments: childrenOf(root, 'relatedDocument').map((related) => {
      const typeCode = attributeOf(related, 'typeCode')
      return {
        ...(typeCode === undefined ? {} : { typeCode }),
        ids: readIds(findChild(related, 'parentDocument')).map(writtenId),
      }
    }),
    body: readBodyKind(root),
    embedded: findEmbedded(document).map(describeEmbedded),
    sections: sectionsIn(findPath(root, ['component', 'structuredBody'])),
  }
}
