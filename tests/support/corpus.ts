import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { projectRoot } from '../../src/platform/project.ts'

const root = resolve(projectRoot, process.env['CARNET_CORPUS'] ?? '../shared/corpus')

/** The path of a file or folder of the corpus (`cisis-cda/ExemplesCDA`), undefined where the corpus is absent. */
export const corpus = (relativePath: string): string | undefined => {
  const path = join(root, relativePath)
  return existsSync(path) ? path : undefined
}

/** The folder of one set of the corpus (`mhd-cases`), undefined where it is absent. */
export const corpusFolder = (set: string): string | undefined => corpus(set)

/** Options for a test that reads a part of the corpus: skipped, with the reason named, where that part is absent. */
export const skipWithoutCorpus = (relativePath = '.'): { skip: string | false } => ({
  skip: corpus(relativePath) === undefined && `the corpus has no ${relativePath} here: set CARNET_CORPUS to its folder`,
})

/** The path of a file of a set, there or not: for tests that `skipWithout` guards. */
export const corpusPath = (set: string, ...path: string[]): string => join(root, set, ...path)

/** For `test(name, { skip: skipWithout('cisis-cda') }, …)`: false, or why the test cannot run here. */
export const skipWithout = (set: string): string | false => skipWithoutCorpus(set).skip
