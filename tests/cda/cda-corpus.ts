import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { projectRoot } from '../../src/platform/project.ts'

const root = resolve(projectRoot, process.env['CARNET_CORPUS'] ?? '../shared/corpus')

/** The folder of one corpus set, e.g. `cisis-cda`, or undefined where this machine does not have it. */
export const corpusFolder = (set: string): string | undefined => {
  const folder = join(root, set)
  return existsSync(folder) ? folder : undefined
}

/** For `test(name, { skip: skipWithout('cisis-cda') }, …)`: false, or why the test cannot run here. */
export const skipWithout = (set: string): string | false =>
  corpusFolder(set) === undefined ? `corpus set ${set} is absent (CARNET_CORPUS)` : false

/** The path of a file of a corpus set; only called in tests that `skipWithout` guards. */
export const corpusPath = (set: string, ...path: string[]): string => join(root, set, ...path)
