import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { API } from 'typescript/unstable/sync'
import { createVirtualFileSystem } from 'typescript/unstable/fs'
import { projectRoot } from '../../src/platform/project.ts'
import type { Source } from './source.ts'

const codeFolders = ['src', 'islands', 'scenarios', 'bench', 'tests']
const pageFolders = [...codeFolders, 'data', 'docs', 'migrations', 'bin', '.ci']
const virtualRoot = '/project'

/** Texts by path from the project's root. */
export type Texts = Readonly<Record<string, string>>

const filesUnder = (folder: string): string[] =>
  existsSync(join(projectRoot, folder))
    ? readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .sort()
    : []

/** The texts of all files under folders whose path matches. */
export const readTexts = (folders: readonly string[], wanted: RegExp): Texts =>
  Object.fromEntries(
    folders
      .flatMap(filesUnder)
      .filter((path) => wanted.test(path))
      .map((path) => [path, readFileSync(join(projectRoot, path), 'utf8')]),
  )

/** Every text of the project that people or machines read: code, data, pages, migrations and what lies at the root. */
export const readAllTexts = (): Texts => {
  const atRoot = readdirSync(projectRoot).filter(
    (name) => /\.(md|json|jsonc)$/.test(name) && name !== 'package-lock.json',
  )
  const root = atRoot.map((name) => [name, readFileSync(join(projectRoot, name), 'utf8')] as const)
  return {
    ...Object.fromEntries(root),
    ...readTexts(pageFolders, /\.(tsx?|m?js|json|md|sql|css|txt|xml|csv|html|sh)$|\/run$/),
  }
}

/**
 * Parses TypeScript texts into syntax trees, nothing checked and no import followed.
 * The only place that knows TypeScript 7's interface, which its makers still call unstable: a new version may need this file changed.
 */
export const parseSources = (texts: Texts): Source[] => {
  const paths = Object.keys(texts)
  const options = { noLib: true, noResolve: true, types: [], jsx: 'preserve', module: 'nodenext', noEmit: true }
  const configPath = `${virtualRoot}/tsconfig.json`
  const files = Object.fromEntries(paths.map((path) => [`${virtualRoot}/${path}`, texts[path] ?? '']))
  files[configPath] = JSON.stringify({ compilerOptions: options, files: paths })
  const api = new API({ cwd: virtualRoot, fs: createVirtualFileSystem(files) })
  try {
    const project = api.updateSnapshot({ openProjects: [configPath] }).getProjects()[0]
    return paths.map((path) => {
      const tree = project?.program.getSourceFile(`${virtualRoot}/${path}`)
      if (!tree) throw new Error(`TypeScript gave no tree for ${path}`)
      return { path, text: texts[path] ?? '', tree }
    })
  } finally {
    api.close()
  }
}

/** Every TypeScript file of the project, parsed. */
export const readSources = (): Source[] => parseSources(readTexts(codeFolders, /\.tsx?$/))
