import type { CdaCode, CdaId, CdaOrganization, CdaPerson } from './header.ts'
import { attributeOf, childrenOf, findChild, findPath, foldedText, type XmlElement } from './xml-element.ts'

const timeShape = /^(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})?(\d{2})?(?:\.(\d+))?)?(?:([+-]\d{2})(\d{2})?)?$/

/** An HL7 time (`20210401171000+0100`) as ISO 8601 with the same precision (a time of day always has seconds, as FHIR wants); undefined where it is none. Spec: HL7 TS. */
export const readTime = (element: XmlElement | undefined): string | undefined => {
  const [found, year, month, day, hour, minute = '00', second = '00', fraction, zone, zoneMinute = '00'] =
    timeShape.exec(attributeOf(element, 'value')?.trim() ?? '') ?? []
  if (found === undefined) return undefined
  const date = [year, month, day].filter((part) => part !== undefined).join('-')
  if (hour === undefined) return date
  const part = fraction === undefined ? '' : `.${fraction}`
  return `${date}T${hour}:${minute}:${second}${part}${zone === undefined ? '' : `${zone}:${zoneMinute}`}`
}

/** A coded value; undefined when the element is absent or says nothing but why it is empty. */
export const readCode = (element: XmlElement | undefined): CdaCode | undefined => {
  if (element === undefined) return undefined
  const translations = childrenOf(element, 'translation').flatMap((translation) => readCode(translation) ?? [])
  const code = attributeOf(element, 'code')
  if (code === undefined && translations.length === 0) return undefined
  const oid = attributeOf(element, 'codeSystem')
  const display = attributeOf(element, 'displayName')
  return {
    ...(code === undefined ? {} : { code }),
    ...(oid === undefined ? {} : { oid }),
    ...(display === undefined ? {} : { display }),
    ...(translations.length === 0 ? {} : { translations }),
  }
}

/** The identifiers among an element's children that have a root. */
export const readIds = (element: XmlElement | undefined): CdaId[] =>
  childrenOf(element, 'id').flatMap((id) => {
    const root = attributeOf(id, 'root')
    const extension = attributeOf(id, 'extension')
    return root === undefined ? [] : [{ root, ...(extension === undefined ? {} : { extension }) }]
  })

/** An identifier as one text, `root` or `root^extension`. */
export const writtenId = ({ root, extension }: CdaId): string =>
  extension === undefined ? root : `${root}^${extension}`

/** The person of an assigned entity or author. */
export const readPerson = (person: XmlElement | undefined): CdaPerson | undefined => {
  const name = findChild(person, 'name')
  if (name === undefined) return undefined
  const family = foldedText(findChild(name, 'family'))
  const given = foldedText(findChild(name, 'given'))
  return { ...(family === undefined ? {} : { family }), ...(given === undefined ? {} : { given }) }
}

/** An organization with its identifiers and first name. */
export const readOrganization = (organization: XmlElement | undefined): CdaOrganization | undefined => {
  if (organization === undefined) return undefined
  const name = foldedText(findPath(organization, ['name']))
  return { ids: readIds(organization), ...(name === undefined ? {} : { name }) }
}
