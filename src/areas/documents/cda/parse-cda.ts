import { Problem } from '../../../platform/problem.ts'
import { parseXml } from './parse-xml.ts'
import { walkElements, type XmlElement } from './xml-element.ts'

/** A clinical document as plain data. `wrapped` tells that it was carried inside a style sheet, which is never run. */
export interface CdaDocument {
  readonly root: XmlElement
  readonly wrapped: boolean
}

const styleSheetRoots = new Set([
  '{http://www.w3.org/1999/XSL/Transform}stylesheet',
  '{http://www.w3.org/1999/XSL/Transform}transform',
])

const findInside = (root: XmlElement): XmlElement | undefined => {
  if (!styleSheetRoots.has(root.name)) return undefined
  for (const element of walkElements(root)) if (element.name === 'ClinicalDocument') return element
  return undefined
}

/**
 * Reads the bytes of a CDA R2 document (Spec: HL7 CDA R2). "Auto-presentable" documents, style sheets that carry their own document,
 * give the document inside. Throws `incorrect` Problems: those of `parseXml`, and `cda-not-a-clinical-document`.
 */
export const parseCda = (bytes: Uint8Array): CdaDocument => {
  const root = parseXml(bytes)
  if (root.name === 'ClinicalDocument') return { root, wrapped: false }
  const inside = findInside(root)
  if (inside === undefined) {
    throw new Problem('incorrect', 'cda-not-a-clinical-document', {
      details: { found: root.name.slice(0, 100), code: 'InvalidDocumentContent' },
    })
  }
  return { root: inside, wrapped: true }
}
