import type { BodySection, CdaBody } from './body.ts'
import { findEmbedded, type EmbeddedPlace } from './embedded.ts'
import type { CdaDocument } from './parse-cda.ts'
import { NarrativeReader } from './read-narrative.ts'
import {
  attributeOf,
  childrenOf,
  findChild,
  findPath,
  foldedText,
  walkElements,
  type XmlElement,
} from './xml-element.ts'

// A narrative may name the observationMedia itself or a region of interest drawn on it.
const mediaIndex = (document: CdaDocument, places: EmbeddedPlace[]): Map<string, number> => {
  const index = new Map<string, number>()
  places.forEach((place, at) => place.id !== undefined && index.set(place.id, at))
  for (const region of walkElements(document.root)) {
    if (region.name !== 'regionOfInterest') continue
    const media = childrenOf(region, 'entryRelationship').map((related) => findChild(related, 'observationMedia'))[0]
    const at = index.get(attributeOf(media, 'ID') ?? '')
    const id = attributeOf(region, 'ID')
    if (at !== undefined && id !== undefined) index.set(id, at)
  }
  return index
}

const readSections = (parent: XmlElement | undefined, reader: NarrativeReader): BodySection[] =>
  childrenOf(parent, 'component')
    .flatMap((component) => childrenOf(component, 'section'))
    .map((section) => {
      const title = foldedText(findChild(section, 'title'))
      const text = findChild(section, 'text')
      return {
        ...(title === undefined ? {} : { title }),
        blocks: text === undefined ? [] : reader.blocks(text),
        sections: readSections(section, reader),
      }
    })

const plainSection = (text: XmlElement | undefined): BodySection[] => {
  const written = foldedText(text)
  if (text === undefined || written === undefined || attributeOf(text, 'representation') === 'B64') return []
  return [{ blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text: written, marks: [] }] }], sections: [] }]
}

/**
 * Reads what a document says to people, as a tree that is safe to draw (see body.ts). Style sheets, scripts, handlers,
 * remote images and link addresses never come through (security.md T18).
 */
export const readBody = (document: CdaDocument): CdaBody => {
  const places = findEmbedded(document)
  const media = mediaIndex(document, places)
  const reader = new NarrativeReader((id) => media.get(id))
  const whole = places.findIndex(({ where }) => where === 'nonXMLBody')
  const body = findPath(document.root, ['component', 'structuredBody'])
  const plain = plainSection(findPath(document.root, ['component', 'nonXMLBody', 'text']))
  return { sections: [...plain, ...readSections(body, reader)], ...(whole === -1 ? {} : { wholeFile: whole }) }
}
