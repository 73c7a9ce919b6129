import { attributeOf, findChild, foldedText, walkElements, type XmlElement } from './xml-element.ts'

/** The words of a document that its coded part points at. */
export interface References {
  /** what an element says: the words it points at, else those inside it; no more of them than a line holds */
  words(element: XmlElement | undefined): string | undefined
}

const longest = 1_000

/** Words of a line, cut where no laboratory writes on: a document may point at one long text from every line. */
export const shortened = (words: string): string => (words.length > longest ? `${words.slice(0, longest)}…` : words)

const shortWords = (element: XmlElement | undefined): string | undefined => {
  const words = foldedText(element)
  return words === undefined ? undefined : shortened(words)
}

/** Reads what `#id` names in a document, each once. Spec: CDA `reference`; an address elsewhere is never followed. */
export const createReferences = (root: XmlElement): References => {
  const read = new Map<string, string | undefined>()
  let named: Map<string, XmlElement> | undefined
  const index = (): Map<string, XmlElement> => {
    const found = new Map<string, XmlElement>()
    for (const element of walkElements(root)) {
      const id = attributeOf(element, 'ID')
      if (id !== undefined && !found.has(id)) found.set(id, element)
    }
    return found
  }
  const wordsAt = (id: string): string | undefined => {
    named ??= index()
    if (!read.has(id)) read.set(id, shortWords(named.get(id)))
    return read.get(id)
  }
  return {
    words: (element) => {
      const address = attributeOf(findChild(element, 'reference'), 'value')
      const pointed = address?.startsWith('#') === true ? wordsAt(address.slice(1)) : undefined
      return pointed ?? shortWords(element)
    },
  }
}
