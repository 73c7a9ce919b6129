import { createHash } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { exampleBytes } from '../cda/cda-examples.ts'

/** A file of an archive to be made; what is not said is as it should be. */
export interface ZipFile {
  name: string
  bytes: Buffer
  /** general purpose flags: 1 says that it wants a password */
  flags?: number
  /** the external attributes: 0xa1ff0000 is a link */
  attributes?: number
  /** the unpacked size that is said instead of the true one */
  lie?: number
  /** how far before its end the next file begins */
  overlap?: number
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

const numbers = (...pairs: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer =>
  Buffer.concat(
    pairs.map(([value, size]) => {
      const bytes = Buffer.alloc(size)
      bytes.writeUIntLE(value, 0, size)
      return bytes
    }),
  )

/** Writes a ZIP of these files by hand, so that it can also be written wrongly. */
export const makeZipOf = (files: readonly ZipFile[]): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes, flags = 0, attributes = 0, lie, overlap = 0 } of files) {
    const [written, packed] = [Buffer.from(name), deflateRawSync(bytes)]
    const size = lie ?? bytes.length
    const said = numbers(
      [20, 2],
      [flags, 2],
      [8, 2],
      [0, 4],
      [crc32(bytes), 4],
      [packed.length + overlap, 4],
      [size, 4],
    )
    const lengths = numbers([written.length, 2], [0, 2])
    locals.push(Buffer.concat([latin('PK\x03\x04'), said, lengths, written, packed]))
    const rest = numbers([0, 2], [0, 2], [0, 2], [attributes, 4], [at, 4])
    directory.push(Buffer.concat([latin('PK\x01\x02'), numbers([20, 2]), said, lengths, rest, written]))
    at += locals.at(-1)?.length ?? 0
  }
  const listed = Buffer.concat(directory)
  const count = files.length
  const end = numbers([0, 2], [0, 2], [count, 2], [count, 2], [listed.length, 4], [at, 4], [0, 2])
  return Buffer.concat([...locals, listed, latin('PK\x05\x06'), end])
}

/** The document of the archives that `makeXdm` makes. */
export const xdmDocument = exampleBytes('vaccination-note.xml')

/** What an XDM archive has otherwise than it should. */
export interface XdmPlan {
  uri?: string
  hash?: string
  size?: number
  /** the size in the archive's directory */
  lie?: number
  overlap?: boolean
  document?: Buffer
  metadata?: (text: string) => string
  more?: readonly ZipFile[]
}

const slot = (name: string, value: string): string =>
  `<Slot name="${name}"><ValueList><Value>${value}</Value></ValueList></Slot>`

const metadataOf = ({ uri = 'DOC00001.XML', hash, size, document = xdmDocument }: XdmPlan): string => {
  const sha1 = hash ?? createHash('sha1').update(document).digest('hex')
  const slots = slot('hash', sha1) + slot('size', String(size ?? document.length)) + slot('URI', uri)
  const code = (scheme: string, value: string): string =>
    `<Classification classificationScheme="urn:uuid:${scheme}" nodeRepresentation="${value}"/>`
  const id = (scheme: string, value: string): string =>
    `<ExternalIdentifier identificationScheme="urn:uuid:${scheme}" value="${value}"/>`
  return `<lcm:SubmitObjectsRequest xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><RegistryObjectList><ExtrinsicObject id="a" mimeType="text/xml" objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1">${slots}${code('f0306f51-975f-434e-a61c-c59651d33983', '11502-2')}${code('41a5887f-8865-4c09-adf7-e362475b143a', '10')}${id('58a6f841-87b3-4a3e-92fd-a8ffeff98427', '279035121518989^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH')}${id('2e82c1f6-a085-4c72-9da3-8640a32e42ab', '1.2.3.4')}</ExtrinsicObject></RegistryObjectList></lcm:SubmitObjectsRequest>`
}

/** An XDM archive with one document, right but for what is said of it. */
export const makeXdm = (plan: XdmPlan): Buffer => {
  const { metadata = (text) => text, document = xdmDocument, more = [], lie } = plan
  return makeZipOf([
    {
      name: 'IHE_XDM/SUBSET01/METADATA.XML',
      bytes: Buffer.from(metadata(metadataOf(plan))),
      ...(plan.overlap && { overlap: 9 }),
    },
    { name: 'IHE_XDM/SUBSET01/DOC00001.XML', bytes: document, ...(lie !== undefined && { lie }) },
    ...more,
  ])
}
