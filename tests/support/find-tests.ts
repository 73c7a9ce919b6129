import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project.ts'

const groups: Readonly<Record<string, readonly string[]>> = {
  unit: ['src/**/*.test.js'],
  tests: ['tests/**/*.test.js'],
  scenarios: ['scenarios/**/*.test.js'],
  bench: ['bench/**/*.test.js'],
}

// The house rules run before, by `npm run check`.
const isOfHouse = (file: string): boolean => file.startsWith('tests/house/')

// A compiled test whose source is gone would run for ever.
const hasSource = (file: string): boolean =>
  ['.ts', '.tsx'].some((extension) => existsSync(join(projectRoot, file.replace(/\.js$/, extension))))

const filesOf = (patterns: readonly string[]): string[] =>
  patterns
    .flatMap((pattern) => globSync(pattern, { cwd: join(projectRoot, 'dist') }))
    .filter((file) => !isOfHouse(file) && hasSource(file))
    .toSorted()

/**
 * The compiled test files of the groups or path fragments named (`unit`, `scenarios`, `src/journal`), all when none is,
 * in the order unit, tests, scenarios, bench.
 */
export const findTests = (words: readonly string[]): string[] => {
  const all = Object.values(groups).flatMap(filesOf)
  const named = words.flatMap((word) => {
    const patterns = groups[word]
    return patterns === undefined ? all.filter((file) => file.includes(word)) : filesOf(patterns)
  })
  return [...new Set(words.length === 0 ? all : named)].map((file) => join(projectRoot, 'dist', file))
}
