import {
  isCallExpression,
  isIdentifier,
  isImportSpecifier,
  isNewExpression,
  isPropertyAccessExpression,
  isTemplateExpression,
  type Node,
} from 'typescript/unstable/ast'
import { isProduct, nodesOf, type Rule } from './source.ts'
import { isText } from './syntax.ts'

const outsidePlatform = (path: string): boolean =>
  path.startsWith('src/') && isProduct(path) && !path.startsWith('src/platform/')

const sqlPlaces = /^src\/(areas\/.+\/store\.ts|(vault|journal|keys|platform)\/.*|access\/standing(-[a-z]+)?\.ts)$/

const ambientNames = ['process.env', 'Date.now', 'Math.random']

const isAmbient = (node: Node): boolean => {
  if (isPropertyAccessExpression(node)) return ambientNames.includes(node.getText(node.getSourceFile()))
  if (isImportSpecifier(node))
    return /^(import .*\benv\b.*'node:process')/.test(node.parent.parent.parent.getText(node.getSourceFile()))
  if (isNewExpression(node)) return isNamed(node.expression, 'Date') && (node.arguments ?? []).length === 0
  if (isCallExpression(node)) return isNamed(node.expression, 'Date')
  return isNamed(node, 'console') && isPropertyAccessExpression(node.parent) && node.parent.expression === node
}

const isNamed = (node: Node, name: string): boolean => isIdentifier(node) && node.text === name

const statement = [
  'select\\s[\\s\\S]+?\\sfrom\\s',
  'select\\s+[a-z_.]+\\(',
  'insert\\s+into\\s',
  'update\\s+[a-z_.]+\\s+(as\\s+)?([a-z_]+\\s+)?set\\s',
  'delete\\s+from\\s',
  'with\\s+(recursive\\s+)?[a-z_]+\\s+as\\s',
  '(create|alter|drop)\\s+(or\\s+replace\\s+)?(unique\\s+)?(table|index|role|policy|schema|function|database|extension|view)\\s',
  'truncate\\s',
  'set\\s+(local|session|role)\\s',
  'lock\\s+table\\s',
  'listen\\s+[a-z_]+$',
].join('|')
const lowerCaseSql = new RegExp(`(^|[;(])\\s*(${statement})`)

/** Whether a text is SQL: a statement at its start, its keywords all in one case (a sentence begins with one capital). */
const isSql = (text: string): boolean => {
  const start = text.trimStart().split(/\s/)[0] ?? ''
  return lowerCaseSql.test(start === start.toUpperCase() ? text.toLowerCase() : text)
}

const textOf = (node: Node): string | undefined => {
  if (isText(node)) return node.text
  if (!isTemplateExpression(node)) return undefined
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('?')
}

/** What code may reach for, and where: the machine through platform, the tables through their own few files. */
export const reachRules: readonly Rule[] = [
  {
    name: 'ambient-only-in-platform',
    says: 'process.env, Date.now, new Date(), Math.random and console belong to platform/; take a Clock, settings, ids or a Log as an argument',
    applies: outsidePlatform,
    find: (source) =>
      [...nodesOf(source.tree)].filter(isAmbient).map((at) => ({ at, what: at.getText(source.tree).slice(0, 40) })),
  },
  {
    name: 'sql-in-its-place',
    says: 'SQL lives in an area’s store.ts, vault/, journal/, keys/, access/standing….ts and platform/; put the statement there and call it',
    applies: (path) => path.startsWith('src/') && isProduct(path) && !sqlPlaces.test(path),
    find: (source) =>
      [...nodesOf(source.tree)]
        .filter((node) => isSql(textOf(node) ?? ''))
        .map((at) => ({ at, what: `“${textOf(at)?.trim().slice(0, 40)}”` })),
  },
]
