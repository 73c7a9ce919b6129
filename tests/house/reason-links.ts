import {
  isCallExpression,
  isConditionalExpression,
  isFunctionDeclaration,
  isIdentifier,
  isLiteralTypeNode,
  isMethodDeclaration,
  isNewExpression,
  isPropertyAssignment,
  isTypeAliasDeclaration,
  isVariableDeclaration,
  type Node,
} from 'typescript/unstable/ast'
import type { Texts } from './read-sources.ts'
import { isProduct, lineOf, nodesOf, type Offence, type Source } from './source.ts'
import { isFunctionNode, isText } from './syntax.ts'

/** One reason that the code may give, and where. */
interface UsedReason {
  reason: string
  path: string
  line: number
}

const literalsOf = (node: Node | undefined): string[] => {
  if (!node) return []
  if (isText(node)) return [node.text]
  return isConditionalExpression(node) ? [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)] : []
}

const calledName = (node: Node): string =>
  (isCallExpression(node) || isNewExpression(node)) && isIdentifier(node.expression) ? node.expression.text : ''

const argumentOf = (node: Node, index: number): Node | undefined =>
  isCallExpression(node) || isNewExpression(node) ? node.arguments?.[index] : undefined

const nameOfFunction = (node: Node): string => {
  if (!isFunctionNode(node)) return ''
  const own = isFunctionDeclaration(node) || isMethodDeclaration(node) ? node.name : undefined
  const named = isVariableDeclaration(node.parent) ? node.parent.name : own
  return named && isIdentifier(named) ? named.text : ''
}

/** The function that a node passes its reason through, and at which place it takes it: `(kind, reason) => new Problem(kind, reason)`. */
const passThrough = (node: Node, reason: Node): { name: string; index: number } | undefined => {
  if (!isIdentifier(reason)) return undefined
  for (let above = node.parent; above; above = above.parent) {
    if (!isFunctionNode(above) || nameOfFunction(above) === '') continue
    const index = above.parameters.findIndex(({ name }) => isIdentifier(name) && name.text === reason.text)
    return index < 0 ? undefined : { name: nameOfFunction(above), index }
  }
  return undefined
}

/** `Problem` and every function that hands one of its parameters on as a Problem's reason, with that parameter's place. */
const problemMakers = (nodes: readonly Node[]): Map<string, number> => {
  const makers = new Map([['Problem', 1]])
  for (const node of nodes) {
    const reason = calledName(node) === 'Problem' ? argumentOf(node, 1) : undefined
    const maker = reason && passThrough(node, reason)
    if (maker) makers.set(maker.name, maker.index)
  }
  return makers
}

const statedReasons = (node: Node): string[] => {
  if (isPropertyAssignment(node) && isIdentifier(node.name) && node.name.text === 'reason')
    return literalsOf(node.initializer)
  if (!isTypeAliasDeclaration(node) || !/Reason$/.test(node.name.text)) return []
  return [...nodesOf(node)].flatMap((each) => (isLiteralTypeNode(each) ? literalsOf(each.literal) : []))
}

/** Every reason the product may give: a Problem's second argument, a rule's `reason:`, the members of a `…Reason` type. */
export const findReasons = (sources: readonly Source[]): UsedReason[] => {
  const product = sources.filter((source) => isProduct(source.path))
  const makers = problemMakers(product.flatMap((source) => [...nodesOf(source.tree)]))
  return product.flatMap((source) =>
    [...nodesOf(source.tree)].flatMap((node) => {
      const index = makers.get(calledName(node))
      const given = index === undefined ? [] : literalsOf(argumentOf(node, index))
      return [...given, ...statedReasons(node)].map((reason) => ({
        reason,
        path: source.path,
        line: lineOf(source, node),
      }))
    }),
  )
}

const slotsOf = (sentence: string): string => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort().join()

const sentenceFaults = (sentences: unknown): string[] => {
  if (typeof sentences !== 'object' || sentences === null) return ['is not { fr, en }']
  const { fr, en } = { fr: '', en: '', ...sentences }
  if (typeof fr !== 'string' || typeof en !== 'string' || fr === '' || en === '')
    return ['lacks its French or English sentence']
  return slotsOf(fr) === slotsOf(en) ? [] : ['names other {fields} in French than in English']
}

const entriesOf = (text: string): [string, unknown][] => {
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** Reasons without two sentences, sentences that no code gives, reasons written twice. `catalogue` is data/reasons/*.json by path. */
export const findReasonOffences = (sources: readonly Source[], catalogue: Texts): Offence[] => {
  const written = Object.entries(catalogue).flatMap(([path, text]) =>
    entriesOf(text).map(([reason, sentences]) => ({ path, reason, sentences })),
  )
  const known = new Set(written.map(({ reason }) => reason))
  const product = sources.filter((source) => isProduct(source.path))
  const spoken = new Set(
    product.flatMap((source) => [...nodesOf(source.tree)].flatMap((node) => (isText(node) ? [node.text] : []))),
  )
  const missing = findReasons(sources)
    .filter(({ reason }) => !known.has(reason))
    .map(({ reason, path, line }) => ({
      rule: 'reason-has-sentences',
      path,
      line,
      says: `“${reason}” is not in data/reasons/*.json`,
    }))
  const faults = written.flatMap(({ path, reason, sentences }, index) =>
    [
      ...sentenceFaults(sentences),
      ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(reason) ? [] : ['is not kebab-case']),
      ...(spoken.has(reason) ? [] : ['is given by no code']),
      ...(written.findIndex((other) => other.reason === reason) === index ? [] : ['is written twice']),
    ].map((fault) => ({ rule: 'reason-has-sentences', path, line: 1, says: `“${reason}” ${fault}` })),
  )
  return [...missing, ...faults]
}
