import { attributeOf, findChild, foldedText, walkElements, type XmlElement } from './xml-element.ts'

/** The words of a document that its coded part points at. */
export interface References {
  /** what an element says: the words it points at, else those inside it */
  words(element: XmlElement | undefined): string | undefined
}

/** Reads what `#id` names in a document. Spec: CDA `reference`; an address elsewhere is never followed. */
export const createReferences = (root: XmlElement): References => {
  let named: Map<string, XmlElement> | undefined
  const index = (): Map<string, XmlElement> => {
    const found = new Map<string, XmlElement>()
    for (const element of walkElements(root)) {
      const id = attributeOf(element, 'ID')
      if (id !== undefined && !found.has(id)) found.set(id, element)
    }
    return found
  }
  return {
    words: (element) => {
      const address = attributeOf(findChild(element, 'reference'), 'value')
      if (address === undefined || !address.startsWith('#')) return foldedText(element)
      named ??= index()
      return foldedText(named.get(address.slice(1))) ?? foldedText(element)
    },
  }
}
