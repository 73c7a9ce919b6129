import { createHash } from 'node:crypto'
import type { CdaEmbeddedFile } from './header.ts'
import type { CdaDocument } from './parse-cda.ts'
import { attributeOf, findChild, findPath, textOf, walkElements, type XmlElement } from './xml-element.ts'

/** A place of a document that carries a file: what a narrative may name, with its undecoded content. */
export interface EmbeddedPlace {
  where: CdaEmbeddedFile['where']
  id?: string
  mediaType?: string
  content: XmlElement
}

const place = (where: EmbeddedPlace['where'], content: XmlElement, id?: string): EmbeddedPlace => {
  const mediaType = attributeOf(content, 'mediaType')
  return { where, content, ...(id === undefined ? {} : { id }), ...(mediaType === undefined ? {} : { mediaType }) }
}

const isBinary = (content: XmlElement | undefined): content is XmlElement =>
  content !== undefined && attributeOf(content, 'representation') === 'B64'

/** The files carried inside, in document order; an index into this list is how everything else names them. */
export const findEmbedded = ({ root }: CdaDocument): EmbeddedPlace[] => {
  const found: EmbeddedPlace[] = []
  const whole = findPath(root, ['component', 'nonXMLBody', 'text'])
  if (isBinary(whole)) found.push(place('nonXMLBody', whole))
  const body = findPath(root, ['component', 'structuredBody'])
  for (const element of body === undefined ? [] : walkElements(body)) {
    const value = element.name === 'observationMedia' ? findChild(element, 'value') : undefined
    if (isBinary(value)) found.push(place('observationMedia', value, attributeOf(element, 'ID')))
  }
  return found
}

/** The bytes of a file carried inside; characters that are not base64 are skipped, as decoders of the field do. */
export const embeddedBytes = ({ content }: EmbeddedPlace): Buffer => Buffer.from(textOf(content), 'base64')

/** What the header says of a file carried inside. */
export const describeEmbedded = (embedded: EmbeddedPlace): CdaEmbeddedFile => {
  const bytes = embeddedBytes(embedded)
  return {
    where: embedded.where,
    ...(embedded.id === undefined ? {} : { id: embedded.id }),
    ...(embedded.mediaType === undefined ? {} : { mediaType: embedded.mediaType }),
    size: bytes.length,
    sha1: createHash('sha1').update(bytes).digest('hex'),
    magic: bytes.subarray(0, 5).toString('latin1'),
  }
}
