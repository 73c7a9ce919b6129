import type { CdaAuthor, CdaHeader, CdaNamePart, CdaPatient } from './header.ts'
import { headerData } from './header-data.ts'
import { readCode, readIds, readOrganization, readPerson, readTime } from './read-datatypes.ts'
import {
  attributeOf,
  childrenOf,
  findChild,
  findPath,
  foldedText,
  walkElements,
  type XmlElement,
} from './xml-element.ts'

const insTypes = new Map(headerData.insRoots.map(({ root, type }) => [root, type]))

const readNameParts = (name: XmlElement, part: string): CdaNamePart[] =>
  childrenOf(name, part).flatMap((element) => {
    const value = foldedText(element)
    const qualifier = attributeOf(element, 'qualifier')
    return value === undefined ? [] : [{ value, ...(qualifier === undefined ? {} : { qualifier }) }]
  })

const readBirthplace = (patient: XmlElement | undefined): string | undefined => {
  const place = findPath(patient, ['birthplace', 'place'])
  if (place === undefined) return undefined
  const texts = [...walkElements(place)].flatMap(({ children }) =>
    children.filter((child) => typeof child === 'string'),
  )
  return texts.join(' ').replace(/\s+/g, ' ').trim() || undefined
}

/** The patient of the record, with national identities apart from local ones. */
export const readPatient = (root: XmlElement): CdaPatient => {
  const role = findPath(root, ['recordTarget', 'patientRole'])
  const patient = findChild(role, 'patient')
  const ids = readIds(role)
  const gender = readCode(findChild(patient, 'administrativeGenderCode'))
  const birthTime = readTime(findChild(patient, 'birthTime'))
  const birthplace = readBirthplace(patient)
  return {
    ins: ids.flatMap(({ root: oid, extension }) => {
      const type = insTypes.get(oid)
      return type === undefined || extension === undefined ? [] : [{ type, oid, value: extension }]
    }),
    otherIds: ids.filter(({ root: oid }) => !insTypes.has(oid)),
    names: childrenOf(patient, 'name').map((name) => {
      const use = attributeOf(name, 'use')
      return {
        ...(use === undefined ? {} : { use }),
        family: readNameParts(name, 'family'),
        given: readNameParts(name, 'given'),
      }
    }),
    ...(gender === undefined ? {} : { gender }),
    ...(birthTime === undefined ? {} : { birthTime }),
    ...(birthplace === undefined ? {} : { birthplace }),
  }
}

const readDevice = (device: XmlElement | undefined): CdaAuthor['device'] => {
  if (device === undefined) return undefined
  const model = foldedText(findChild(device, 'manufacturerModelName'))
  const software = foldedText(findChild(device, 'softwareName'))
  return { ...(model === undefined ? {} : { model }), ...(software === undefined ? {} : { software }) }
}

const readAuthor = (author: XmlElement): CdaAuthor => {
  const assigned = findChild(author, 'assignedAuthor')
  const time = readTime(findChild(author, 'time'))
  const person = readPerson(findChild(assigned, 'assignedPerson'))
  const device = readDevice(findChild(assigned, 'assignedAuthoringDevice'))
  const specialty = readCode(findChild(assigned, 'code'))
  const role = readCode(findChild(author, 'functionCode'))
  const institution = readOrganization(findChild(assigned, 'representedOrganization'))
  return {
    ids: readIds(assigned),
    ...(time === undefined ? {} : { time }),
    ...(person === undefined ? {} : { person }),
    ...(device === undefined ? {} : { device }),
    ...(specialty === undefined ? {} : { specialty }),
    ...(role === undefined ? {} : { role }),
    ...(institution === undefined ? {} : { institution }),
  }
}

/** The authors of the document itself; those of sections and entries are not read here. */
export const readAuthors = (root: XmlElement): CdaAuthor[] => childrenOf(root, 'author').map(readAuthor)

/** Who answers in law for the document. */
export const readLegalAuthenticator = (root: XmlElement): CdaHeader['legalAuthenticator'] => {
  const entity = findPath(root, ['legalAuthenticator', 'assignedEntity'])
  if (entity === undefined) return undefined
  const person = readPerson(findChild(entity, 'assignedPerson'))
  const specialty = readCode(findChild(entity, 'code'))
  const institution = readOrganization(findChild(entity, 'representedOrganization'))
  return {
    ids: readIds(entity),
    ...(person === undefined ? {} : { person }),
    ...(specialty === undefined ? {} : { specialty }),
    ...(institution === undefined ? {} : { institution }),
  }
}
