/** An object of a FHIR document as it was written: what is inside is asked for by name, and is not there where it has another shape. */
export type FhirNode = Readonly<Record<string, unknown>>

/** What an element of XML holds under a name, in order: nothing there tells a list of one from what stands alone. */
export class Elements {
  readonly values: readonly unknown[]

  constructor(values: readonly unknown[]) {
    this.values = values
  }
}

const oneOf = (value: unknown): unknown => (value instanceof Elements ? value.values[0] : value)

const listOf = (value: unknown): readonly unknown[] => {
  if (value instanceof Elements) return value.values
  return Array.isArray(value) ? value : []
}

/** Whether a value is an object with members. */
export const isNode = (value: unknown): value is FhirNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object under a name. */
export const nodeAt = (node: FhirNode | undefined, name: string): FhirNode | undefined => {
  const value = oneOf(node?.[name])
  return isNode(value) ? value : undefined
}

/** The objects of the list under a name. */
export const nodesAt = (node: FhirNode | undefined, name: string): FhirNode[] => listOf(node?.[name]).filter(isNode)

/** More than anything has that many others name: what each of them would read through again. */
const few = 20

/** The first objects of a list that is short in every document of good faith: codings, identifiers, those who did something. */
export const fewAt = (node: FhirNode | undefined, name: string): FhirNode[] =>
  listOf(node?.[name]).slice(0, few).filter(isNode)

/** The text under a name; a number is the text that was written for it. */
export const textAt = (node: FhirNode | undefined, name: string): string | undefined => {
  const value = oneOf(node?.[name])
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** The texts of the list under a name. */
export const textsAt = (node: FhirNode | undefined, name: string): string[] =>
  listOf(node?.[name]).filter((one) => typeof one === 'string')

/** An element as a member, or none: for what stands only where it was said. */
export const said = <Name extends string, T>(name: Name, value: T | undefined): { [K in Name]?: T } => {
  const found: { [K in Name]?: T } = {}
  if (value !== undefined) found[name] = value
  return found
}
