import { createHash } from 'node:crypto'
import type { Identifier } from '../../../reference/document-entry.ts'
import { parseXml } from '../cda/parse-xml.ts'
import { attributeOf, childrenOf, findPath, foldedText, walkElements, type XmlElement } from '../cda/xml-element.ts'
import { openArchive, type Unpacking } from './unpack.ts'
import { refuseArchive } from './zip-directory.ts'

/** One document of an XDM archive, as its metadata names it; its bytes have the size and the hash that are said there. */
export interface XdmDocument {
  /** its name in the archive */
  name: string
  uniqueId: string
  contentType: string
  typeCode?: string
  classCode?: string
  patient?: Identifier
  bytes: Buffer
}

const rim = '{urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0}'
const documentObject = 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1'
const typeScheme = 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983'
const classScheme = 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a'
const patientScheme = 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427'
const uniqueIdScheme = 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab'

// Spec: IHE ITI TF-2 3.32.4.1.2: a folder for each submission set below IHE_XDM, its METADATA.XML in it; names are of ISO 9660.
const metadataName = /^(IHE_XDM\/[^/]+\/)METADATA\.XML$/i

/** Where a METADATA.XML stands, and which files were named so far. */
interface Subset {
  folder: string
  named: Set<string>
}

const slotOf = (object: XmlElement, name: string): string | undefined => {
  const slot = childrenOf(object, `${rim}Slot`).find((one) => attributeOf(one, 'name') === name)
  return foldedText(findPath(slot, [`${rim}ValueList`, `${rim}Value`]))
}

const codeOf = (object: XmlElement, scheme: string): string | undefined =>
  attributeOf(
    childrenOf(object, `${rim}Classification`).find((one) => attributeOf(one, 'classificationScheme') === scheme),
    'nodeRepresentation',
  )

const identifierOf = (object: XmlElement, scheme: string): string | undefined =>
  attributeOf(
    childrenOf(object, `${rim}ExternalIdentifier`).find((one) => attributeOf(one, 'identificationScheme') === scheme),
    'value',
  )

/** Spec: HL7 v2 CX as ITI TF-3 4.2.3.1.7 narrows it: `value^^^&oid&ISO^type`. */
const patientOf = (written: string | undefined): Identifier | undefined => {
  const [, value, oid] = /^([^^]{1,100})\^\^\^[^&^]*&([0-9.]{3,100})&ISO/.exec(written ?? '') ?? []
  return value === undefined || oid === undefined ? undefined : { system: `urn:oid:${oid}`, value }
}

const requireSaid = (value: string | undefined, field: string): string =>
  value ?? refuseArchive('xdm-metadata-incomplete', { field })

// Trust: an address is compared with names of this archive and leads nowhere else. Some writers count it from IHE_XDM.
const namesOf = (uri: string, folder: string): string[] => {
  const inside = `${folder}${uri}`.toLowerCase()
  const above = `IHE_XDM/${uri}`.toLowerCase()
  return above.startsWith(folder.toLowerCase()) ? [inside, above] : [inside]
}

const findFile = (archive: Unpacking, uri: string, folder: string): [name: string, bytes: Buffer] => {
  const wanted = namesOf(uri, folder)
  const name = archive.names.find((one) => wanted.includes(one.toLowerCase()))
  const bytes = name === undefined ? undefined : archive.unpack(name)
  return name === undefined || bytes === undefined
    ? refuseArchive('xdm-document-absent', { file: uri.slice(0, 100) })
    : [name, bytes]
}

const checkDeclared = (object: XmlElement, name: string, bytes: Buffer): void => {
  const [size, hash] = [slotOf(object, 'size'), slotOf(object, 'hash')]
  const sha1 = createHash('sha1').update(bytes).digest('hex')
  const isSame = (size === undefined || size === String(bytes.length)) && hash?.toLowerCase() === sha1
  if (!isSame) refuseArchive('xdm-document-differs', { file: name })
}

const readObject = (archive: Unpacking, { folder, named }: Subset, object: XmlElement): XdmDocument => {
  const uniqueId = requireSaid(identifierOf(object, uniqueIdScheme), 'uniqueId')
  const contentType = requireSaid(attributeOf(object, 'mimeType'), 'mimeType')
  requireSaid(slotOf(object, 'hash'), 'hash')
  const [name, bytes] = findFile(archive, requireSaid(slotOf(object, 'URI'), 'URI'), folder)
  // One file named many times would be read as many times
  if (named.has(name)) refuseArchive('xdm-document-differs', { file: name })
  named.add(name)
  checkDeclared(object, name, bytes)
  const [typeCode, classCode] = [codeOf(object, typeScheme), codeOf(object, classScheme)]
  const patient = patientOf(identifierOf(object, patientScheme))
  return {
    name,
    uniqueId,
    contentType,
    ...(typeCode === undefined ? {} : { typeCode }),
    ...(classCode === undefined ? {} : { classCode }),
    ...(patient && { patient }),
    bytes,
  }
}

const readSubset = (archive: Unpacking, named: Set<string>, name: string): XdmDocument[] => {
  const [, folder = ''] = metadataName.exec(name) ?? []
  return walkElements(parseXml(archive.unpack(name) ?? Buffer.alloc(0)))
    .filter((one) => one.name === `${rim}ExtrinsicObject` && attributeOf(one, 'objectType') === documentObject)
    .map((object) => readObject(archive, { folder, named }, object))
}

/**
 * Reads an IHE XDM archive in memory: the documents that its metadata name, each compared with its size and hash. INDEX.HTM and README.TXT
 * are neither read nor required. Throws `incorrect` Problems: those of `readZipDirectory` and `parseXml`, `xdm-no-metadata`,
 * `xdm-metadata-incomplete`, `xdm-document-absent`, `xdm-document-differs`.
 */
export const readXdm = (zip: Buffer, unpackedBytes: number): XdmDocument[] => {
  const archive = openArchive(zip, unpackedBytes)
  const subsets = archive.names.filter((name) => metadataName.test(name))
  const named = new Set<string>()
  const documents = subsets.flatMap((name) => readSubset(archive, named, name))
  return documents.length === 0 ? refuseArchive('xdm-no-metadata') : documents
}
