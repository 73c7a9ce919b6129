import { posix } from 'node:path'
import {
  isCallExpression,
  isExportDeclaration,
  isImportDeclaration,
  isImportTypeNode,
  isLiteralTypeNode,
  SyntaxKind,
  type Node,
} from 'typescript/unstable/ast'
import { lineOf, nodesOf, type Source } from './source.ts'
import { isText } from './syntax.ts'

/** One import as written: `to` is a path from the project's root for our own files, else the package's or builtin's name. */
export interface Import {
  from: string
  to: string
  line: number
}

/** Our own files and every import among and out of them, types included. */
export interface ImportGraph {
  files: ReadonlySet<string>
  imports: readonly Import[]
}

const specifierOf = (node: Node): Node | undefined => {
  if (isImportDeclaration(node) || isExportDeclaration(node)) return node.moduleSpecifier
  if (isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword) return node.arguments[0]
  if (isImportTypeNode(node) && isLiteralTypeNode(node.argument)) return node.argument.literal
  return undefined
}

const targetOf = (from: string, specifier: string): string =>
  specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), specifier)) : specifier

const importsOf = (source: Source): Import[] =>
  [...nodesOf(source.tree)].flatMap((node) => {
    const specifier = specifierOf(node)
    if (!specifier || !isText(specifier)) return []
    return [{ from: source.path, to: targetOf(source.path, specifier.text), line: lineOf(source, specifier) }]
  })

/** Reads the imports, re-exports, dynamic imports and import types of sources. */
export const readImportGraph = (sources: readonly Source[]): ImportGraph => ({
  files: new Set(sources.map((source) => source.path)),
  imports: sources.flatMap(importsOf),
})

const neighboursOf = (graph: ImportGraph): Map<string, string[]> => {
  const neighbours = new Map([...graph.files].map((file): [string, string[]] => [file, []]))
  for (const { from, to } of graph.imports) if (graph.files.has(to)) neighbours.get(from)?.push(to)
  return neighbours
}

/** Files that can be reached from the entries by following imports, the entries included. */
export const findReachable = (graph: ImportGraph, entries: readonly string[]): Set<string> => {
  const neighbours = neighboursOf(graph)
  const reached = new Set<string>()
  const queue = [...entries]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (!reached.has(file)) queue.push(...(neighbours.get(file) ?? []))
    reached.add(file)
  }
  return reached
}

/** The cycles of the graph: each as the path of files that closes on its first. Imports of types count. */
export const findCycles = (graph: ImportGraph): string[][] => {
  const neighbours = neighboursOf(graph)
  const done = new Set<string>()
  const cycles: string[][] = []
  const follow = (file: string, path: string[]): void => {
    const start = path.indexOf(file)
    if (start >= 0) cycles.push([...path.slice(start), file])
    if (start >= 0 || done.has(file)) return
    for (const next of neighbours.get(file) ?? []) follow(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.files) follow(file, [])
  return cycles
}

const isOwnTest = ({ from, to }: Import): boolean => {
  const stem = to.replace(/\.tsx?$/, '')
  return from.startsWith(`${stem}.`) && /\.test\.tsx?$/.test(from)
}

/** Product files that nothing starts, tries or measures. A file's own test does not make it used. */
export const findOrphans = (graph: ImportGraph): string[] => {
  const used = { files: graph.files, imports: graph.imports.filter((each) => !isOwnTest(each)) }
  const isEntry = (file: string) =>
    /^src\/(main|startup)\.ts$|\.test\.tsx?$|^(islands|tests|scenarios|bench)\//.test(file)
  const reached = findReachable(used, [...graph.files].filter(isEntry))
  return [...graph.files].filter((file) => !reached.has(file))
}
