import {
  isAsExpression,
  isExportAssignment,
  isFunctionDeclaration,
  isJsxText,
  isNonNullExpression,
  isPropertyDeclaration,
  isRegularExpressionLiteral,
  isTemplateHead,
  isTemplateMiddle,
  isTemplateTail,
  isTypeAssertion,
  isVariableDeclaration,
  SyntaxKind,
  type Node,
} from 'typescript/unstable/ast'
import { isTest, nodesOf, type Rule, type Source } from './source.ts'
import { isText } from './syntax.ts'

const everywhere = (): boolean => true

const isLiteralText = (node: Node): boolean =>
  isText(node) ||
  isTemplateHead(node) ||
  isTemplateMiddle(node) ||
  isTemplateTail(node) ||
  isRegularExpressionLiteral(node) ||
  isJsxText(node)

/** The comments of a source: what is written between slashes outside any literal. */
export const commentsOf = (source: Source): { at: number; text: string }[] => {
  let code = source.text
  for (const node of [...nodesOf(source.tree)].filter(isLiteralText)) {
    const start = node.getStart(source.tree)
    code = code.slice(0, start) + code.slice(start, node.end).replace(/[^\n]/g, ' ') + code.slice(node.end)
  }
  return [...code.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*/g)].map(({ index, 0: { length } }) => ({
    at: index,
    text: source.text.slice(index, index + length),
  }))
}

const isExported = (node: Node): boolean =>
  'modifiers' in node &&
  [...nodesOf(node)].some((each) => each.parent === node && each.kind === SyntaxKind.ExportKeyword)

/** Top-level statements that export a declaration of their own (re-exports have their sentence where they are declared). */
export const exportsOf = (source: Source): Node[] => source.tree.statements.filter(isExported)

/** Whether a sentence stands directly above: a doc comment, and no blank line between. */
export const isDocumented = (source: Source, node: Node): boolean =>
  /\/\*\*(?:(?!\*\/)[\s\S])*?[A-Za-z](?:(?!\*\/)[\s\S])*\*\/[ \t]*\n?[ \t]*$/.test(
    source.text.slice(node.pos, node.getStart(source.tree)),
  )

const isOverload = (node: Node, index: number, all: readonly Node[]): boolean => {
  const before = all[index - 1]
  if (!before || !isFunctionDeclaration(node) || !isFunctionDeclaration(before)) return false
  return before.body === undefined && node.name?.text === before.name?.text
}

const isCast = (node: Node): boolean =>
  (isAsExpression(node) && node.type.getText(node.getSourceFile()) !== 'const') || isTypeAssertion(node)

/** The two marks that only the door may make, once each. */
const doorMarks = ['Grant', 'Receipt']

const castsOf = (source: Source): Node[] => {
  const casts = [...nodesOf(source.tree)].filter(isCast)
  if (!/^src\/access\/door[^/]*\.ts$/.test(source.path) || isTest(source.path)) return casts
  const allowed = doorMarks.map((mark) =>
    casts.find((node) => isAsExpression(node) && node.type.getText(source.tree) === mark),
  )
  return casts.filter((node) => !allowed.includes(node))
}

const isAssertion = (node: Node): boolean =>
  isNonNullExpression(node) ||
  ((isPropertyDeclaration(node) || isVariableDeclaration(node)) &&
    [...nodesOf(node)].some((each) => each.parent === node && each.kind === SyntaxKind.ExclamationToken))

/** The casts that make the door's marks, over all files: the whole product has one of each at most. */
export const findDoorMarks = (sources: readonly Source[]): { mark: string; path: string }[] =>
  sources
    .filter((source) => !isTest(source.path))
    .flatMap((source) =>
      [...nodesOf(source.tree)].flatMap((node) => {
        const mark = isAsExpression(node) ? node.type.getText(source.tree) : ''
        return doorMarks.includes(mark) ? [{ mark, path: source.path }] : []
      }),
    )

const findNodes = (source: Source, wanted: (node: Node) => boolean, what: string): { at: Node; what: string }[] =>
  [...nodesOf(source.tree)].filter(wanted).map((at) => ({ at, what }))

/** What the code may not say, so that the compiler's word can be trusted and a newcomer finds a sentence at every door. */
export const wordRules: readonly Rule[] = [
  {
    name: 'no-any',
    says: 'take `unknown` and narrow it with a type guard or a TypeBox schema',
    applies: everywhere,
    find: (source) => findNodes(source, (node) => node.kind === SyntaxKind.AnyKeyword, '`any`'),
  },
  {
    name: 'no-casts',
    says: 'narrow with a type guard, `satisfies` or a TypeBox schema; only the door casts, one Grant and one Receipt',
    applies: everywhere,
    find: (source) => castsOf(source).map((at) => ({ at, what: 'a cast' })),
  },
  {
    name: 'no-assertions',
    says: 'test for undefined and say what happens then',
    applies: everywhere,
    find: (source) => findNodes(source, isAssertion, 'a `!` assertion'),
  },
  {
    name: 'no-default-exports',
    says: 'export by name; the name is the file’s name',
    applies: everywhere,
    find: (source) =>
      findNodes(
        source,
        (node) => isExportAssignment(node) || node.kind === SyntaxKind.DefaultKeyword,
        'a default export',
      ).filter(({ at }) => isExportAssignment(at) || isExported(at.parent)),
  },
  {
    name: 'exports-documented',
    says: 'write one sentence directly above that a newcomer can act on (shapes, units, errors, source)',
    applies: everywhere,
    find: (source) =>
      exportsOf(source)
        .filter((node, index, all) => !isOverload(node, index, all) && !isDocumented(source, node))
        .map((at) => ({ at, what: 'an export without its sentence' })),
  },
  {
    name: 'no-mutes',
    says: 'mend the cause, or loosen the rule for everyone by a page in docs/decisions',
    applies: everywhere,
    find: (source) =>
      commentsOf(source)
        .filter(({ text }) =>
          /(eslint|oxlint|biome)-(disable|ignore)|@ts-(ignore|expect-error|nocheck)|(oxfmt|prettier)-ignore/.test(text),
        )
        .map(({ at }) => ({ at, what: 'a muted check' })),
  },
]
