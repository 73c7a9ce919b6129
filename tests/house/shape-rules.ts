import { posix } from 'node:path'
import {
  isBlock,
  isCallExpression,
  isDoStatement,
  isForInStatement,
  isForOfStatement,
  isForStatement,
  isIdentifier,
  isIfStatement,
  isSwitchStatement,
  isTryStatement,
  isWhileStatement,
  type Node,
} from 'typescript/unstable/ast'
import { linesOf, nodesOf, type Rule, type Source } from './source.ts'
import { isFunctionNode } from './syntax.ts'

const maxFileLines = 250
const maxFunctionLines = 60
const maxParameters = 3
const maxNesting = 3
const kebabName = /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.tsx?$/
const kebabFolder = /^[a-z0-9]+(-[a-z0-9]+)*$/
const vagueWords = /^(utils?|helpers?|common|managers?|services?|misc)$/
const everywhere = (): boolean => true

/** `describe` only groups tests: its callback is a heading, not a function that does something. */
const isGroup = (node: Node): boolean =>
  isCallExpression(node.parent) && isIdentifier(node.parent.expression) && node.parent.expression.text === 'describe'

const functionsOf = (source: Source) =>
  [...nodesOf(source.tree)].filter(isFunctionNode).filter((node) => !isGroup(node))

/** The lengths in lines of every function that has a block for a body. */
export const functionLengths = (source: Source): number[] =>
  functionsOf(source).flatMap((node) =>
    'body' in node && node.body && isBlock(node.body) ? [linesOf(source, node)] : [],
  )

const nests = (node: Node): boolean => {
  const isElseIf = isIfStatement(node) && isIfStatement(node.parent) && node.parent.elseStatement === node
  const loops = isForStatement(node) || isForOfStatement(node) || isForInStatement(node) || isWhileStatement(node)
  return (
    (isIfStatement(node) && !isElseIf) ||
    loops ||
    isDoStatement(node) ||
    isSwitchStatement(node) ||
    isTryStatement(node)
  )
}

/** The statements that stand deeper than a depth inside others, counted anew in every function. */
const findDeeper = (node: Node, depth: number): Node[] => {
  const inside = isFunctionNode(node) ? 0 : depth + (nests(node) ? 1 : 0)
  if (inside > maxNesting) return [node]
  const found: Node[] = []
  node.forEachChild((child) => void found.push(...findDeeper(child, inside)))
  return found
}

const badNames = (path: string): string[] => {
  const [name = '', ...folders] = path.split('/').reverse()
  const stem = name.replace(/(\.test)?\.tsx?$/, '')
  const vague = [stem, ...folders].flatMap((part) => part.split('-')).filter((word) => vagueWords.test(word))
  const bent = kebabName.test(name) && folders.every((folder) => kebabFolder.test(folder)) ? [] : [posix.basename(path)]
  return [...vague, ...bent]
}

/** Sizes and names: what keeps a file readable in one sitting and findable by its name. */
export const shapeRules: readonly Rule[] = [
  {
    name: 'file-lines',
    says: `a file has at most ${maxFileLines} lines; move one of its subjects to a file of its own`,
    applies: everywhere,
    find: ({ text }) => {
      const lines = text.trimEnd().split('\n').length
      return lines > maxFileLines ? [{ at: 0, what: `${lines} lines` }] : []
    },
  },
  {
    name: 'function-lines',
    says: `a function has at most ${maxFunctionLines} lines; name its steps`,
    applies: everywhere,
    find: (source) =>
      functionsOf(source)
        .filter((node) => linesOf(source, node) > maxFunctionLines)
        .map((at) => ({ at, what: `${linesOf(source, at)} lines` })),
  },
  {
    name: 'parameters',
    says: `a function takes at most ${maxParameters} parameters; pass what belongs together as one named object`,
    applies: everywhere,
    find: (source) =>
      functionsOf(source)
        .filter((node) => node.parameters.length > maxParameters)
        .map((at) => ({ at, what: `${at.parameters.length} parameters` })),
  },
  {
    name: 'nesting',
    says: `at most ${maxNesting} statements inside each other; return early or name the inner step`,
    applies: everywhere,
    find: (source) => findDeeper(source.tree, 0).map((at) => ({ at, what: 'nested too deep' })),
  },
  {
    name: 'file-name',
    says: 'kebab-case, verb-noun for what acts, noun for what is; never utils, helpers, common, manager, service',
    applies: everywhere,
    find: ({ path }) => badNames(path).map((word) => ({ at: 0, what: word })),
  },
]
