import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { projectRoot } from '../platform/project.ts'

/** The folder of everything a decree, a nomenclature or a doctor changes. */
export const dataFolder: string = join(projectRoot, 'data')

/** A flaw in a file of data/: the message names the file, the row and what is wrong there. The process does not start. */
export class DataFlaw extends Error {
  override readonly name = 'DataFlaw'

  constructor(path: string, row: string, flaw: string) {
    super(`${relative(projectRoot, resolve(dataFolder, path))}${row === '' ? '' : `, at ${row}`}: ${flaw}`)
  }
}

const freezeDeep = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  Object.values(value).forEach(freezeDeep)
}

const parse = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(resolve(dataFolder, path), 'utf8'))
  } catch (error) {
    throw new DataFlaw(path, '', error instanceof Error ? error.message : 'unreadable')
  }
}

/**
 * Reads one JSON file of data/ and gives it typed and frozen; `path` is relative to data/ or absolute.
 * Throws DataFlaw, with a JSON pointer to the first bad row, when it does not fit the schema.
 */
export const readData = <S extends TSchema>(path: string, schema: S): Static<S> => {
  const value = parse(path)
  const validator = Compile(schema)
  if (!validator.Check(value)) {
    const flaw = validator.Errors(value)[0]
    throw new DataFlaw(
      path,
      flaw?.instancePath ?? '',
      `${flaw?.message ?? 'wrong shape'} ${JSON.stringify(flaw?.params ?? {})}`,
    )
  }
  freezeDeep(value)
  return value
}

/** The JSON files of a folder of data/, sorted, without their ending: `['access', 'documents']`. */
export const listData = (folder: string): string[] =>
  readdirSync(resolve(dataFolder, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => basename(name, '.json'))
    .toSorted()
