import type { Node, SourceFile } from 'typescript/unstable/ast'

/** One source file of the project: its path from the project's root with `/`, its text and its syntax tree. */
export interface Source {
  path: string
  text: string
  tree: SourceFile
}

/** One place that breaks a rule: where, which rule, and what to do about it. `line` counts from 1. */
export interface Offence {
  rule: string
  path: string
  line: number
  says: string
}

/** A rule over one file at a time. `find` gives the offending places; the rule's sentence tells the way out. */
export interface Rule {
  name: string
  says: string
  applies(path: string): boolean
  find(source: Source): { at: Node | number; what: string }[]
}

/** The line of a node, or of a position in the text, counted from 1. */
export const lineOf = (source: Source, at: Node | number): number => {
  const position = typeof at === 'number' ? at : at.getStart(source.tree)
  return source.text.slice(0, position).split('\n').length
}

/** The number of lines a node covers, comments above it not counted. */
export const linesOf = (source: Source, node: Node): number =>
  source.text.slice(node.getStart(source.tree), node.end).split('\n').length

/** Every node below and including this one, parents first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node
  const children: Node[] = []
  node.forEachChild((child) => void children.push(child))
  for (const child of children) yield* nodesOf(child)
}

/** Runs a rule over sources and words what it finds. */
export const applyRule = (rule: Rule, sources: readonly Source[]): Offence[] =>
  sources
    .filter((source) => rule.applies(source.path))
    .flatMap((source) =>
      rule.find(source).map(({ at, what }) => ({
        rule: rule.name,
        path: source.path,
        line: lineOf(source, at),
        says: `${what}: ${rule.says}`,
      })),
    )

/** Offences as a list for a failing test's message, one per line, clickable. */
export const describeOffences = (offences: readonly Offence[]): string =>
  ['', ...offences.map((o) => `${o.path}:${o.line} [${o.rule}] ${o.says}`)].join('\n')

/** Whether a path is a test or what only tests and benches use. */
export const isTest = (path: string): boolean => /\.test\.tsx?$|^(tests|scenarios|bench)\//.test(path)

/** Whether a path is code of the product itself: what runs in production. */
export const isProduct = (path: string): boolean => /^(src|islands)\//.test(path) && !isTest(path)
