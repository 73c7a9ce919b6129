import { Problem } from '../../../platform/problem.ts'
import type { BodyBlock, BodySection, CdaBody } from '../cda/body.ts'
import { shortened } from '../cda/references.ts'
import { findAttachments } from './attachments.ts'
import { nodeAt, nodesAt, textAt, type FhirNode } from './fhir-node.ts'
import type { FhirDocument } from './parse-fhir-document.ts'
import { conceptWords } from './read-fhir-values.ts'
import { narrativeLimits, readXhtml } from './read-xhtml.ts'

const divOf = (node: FhirNode): string | undefined => textAt(nodeAt(node, 'text'), 'div')

/** The blocks of a narrative, and nothing for one that cannot be read. */
const blocksOf = (div: string): BodyBlock[] => {
  try {
    return readXhtml(div)
  } catch (error) {
    if (error instanceof Problem) return []
    throw error
  }
}

/** Reads each text once, however often the document names it. */
class BodyReader {
  private readonly document: FhirDocument
  private readonly shown = new Set<FhirNode>()
  private characters = 0

  constructor(document: FhirDocument) {
    this.document = document
  }

  sections(parent: FhirNode): BodySection[] {
    return nodesAt(parent, 'section').map((section) => {
      const title = textAt(section, 'title') ?? conceptWords(nodeAt(section, 'code'))
      return {
        ...(title === undefined ? {} : { title: shortened(title) }),
        blocks: this.blocks(section),
        sections: this.sections(section),
      }
    })
  }

  /** The section's own text, else those of the resources it names. */
  private blocks(section: FhirNode): BodyBlock[] {
    if (divOf(section) !== undefined) return this.text(section)
    const { composition, find } = this.document
    return nodesAt(section, 'entry').flatMap((reference) => {
      const found = find(reference, composition)
      return found === undefined ? [] : this.text(found.resource)
    })
  }

  private text(node: FhirNode): BodyBlock[] {
    const div = divOf(node)
    if (div === undefined || this.shown.has(node) || this.shown.size >= narrativeLimits.texts) return []
    this.shown.add(node)
    this.characters += div.length
    if (this.characters > narrativeLimits.characters) return []
    return blocksOf(div)
  }
}

/** What a FHIR document says to people, as the tree that pages draw of a CDA document; its files stand at the end. */
export const readFhirBody = (document: FhirDocument): CdaBody => {
  const sections = new BodyReader(document).sections(document.composition.resource)
  const blocks = findAttachments(document).map((_data, index) => ({ kind: 'media' as const, index }))
  return { sections: blocks.length === 0 ? sections : [...sections, { blocks, sections: [] }] }
}
