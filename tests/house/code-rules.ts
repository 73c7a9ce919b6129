import {
  isArrayLiteralExpression,
  isBinaryExpression,
  isCallExpression,
  isCaseClause,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  SyntaxKind,
  type Node,
} from 'typescript/unstable/ast'
import type { Texts } from './read-sources.ts'
import { isProduct, nodesOf, type Rule } from './source.ts'
import { isText } from './syntax.ts'

/** Names of what carries a code of a nomenclature: comparing one with any literal is a decree written into code. */
const codeCarrier =
  /^(typeCode|classCode|formatCode|practiceSetting|facilityType|profession|professionCode|specialty|measurementCode|loinc)$/i

const equalities = [
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]

const nameOf = (node: Node): string => {
  if (isIdentifier(node)) return node.text
  if (!isPropertyAccessExpression(node)) return ''
  return node.name.text === 'code' ? nameOf(node.expression) : node.name.text
}

/** The literal texts that a node compares with something, and the name of that something where it has one. */
const comparisonsOf = (node: Node): { literal: Node; with: string }[] => {
  if (isBinaryExpression(node) && equalities.includes(node.operatorToken.kind)) {
    return [
      { literal: node.left, with: nameOf(node.right) },
      { literal: node.right, with: nameOf(node.left) },
    ]
  }
  if (isCaseClause(node)) {
    const chosen = node.parent.parent
    return [
      {
        literal: node.expression,
        with: 'expression' in chosen && isNode(chosen.expression) ? nameOf(chosen.expression) : '',
      },
    ]
  }
  if (isCallExpression(node) && isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression
    if (!['includes', 'has', 'indexOf', 'startsWith'].includes(name.text)) return []
    const subject = node.arguments[0] ? nameOf(node.arguments[0]) : ''
    const listed = isArrayLiteralExpression(expression) ? expression.elements : []
    return [
      ...node.arguments.map((literal) => ({ literal, with: nameOf(expression) })),
      ...listed.map((literal) => ({ literal, with: subject })),
    ]
  }
  if (!isNewExpression(node) || nameOf(node.expression) !== 'Set') return []
  const [list] = node.arguments ?? []
  return list && isArrayLiteralExpression(list) ? list.elements.map((literal) => ({ literal, with: '' })) : []
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'kind' in value

const codesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(codesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'code' && typeof inner === 'string'
      ? [inner]
      : [...(key === 'codes' ? stringsIn(inner) : []), ...codesIn(inner)],
  )
}

const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

/** Codes worth looking for: four characters or more with a digit. Shorter ones are caught by what they are compared with. */
export const distinctiveCodes = (data: Texts): Set<string> =>
  new Set(
    Object.values(data)
      .flatMap((text) => codesIn(JSON.parse(text)))
      .filter((code) => code.length >= 4 && /\d/.test(code)),
  )

/** The rule that keeps decrees in data/: no comparison with a literal document type, profession or measurement code. */
export const codeRule = (codes: ReadonlySet<string>): Rule => ({
  name: 'codes-are-data',
  says: 'a decree changes codes: give the row in data/ a field that says what the code means, and test that field',
  applies: (path) => path.startsWith('src/') && isProduct(path),
  find: (source) =>
    [...nodesOf(source.tree)]
      .flatMap(comparisonsOf)
      .filter((each) => isText(each.literal) && each.literal.text !== '')
      .filter((each) => codeCarrier.test(each.with) || (isText(each.literal) && codes.has(each.literal.text)))
      .map(({ literal }) => ({ at: literal, what: `a comparison with ${literal.getText(source.tree)}` })),
})
