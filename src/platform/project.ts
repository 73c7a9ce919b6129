import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const findUp = (from: string): string => {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'migrations'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('package.json not found above the program')
  return findUp(parent)
}

/** The folder that holds package.json, data/ and migrations/, whether we run from src/ or from dist/. */
export const projectRoot: string = findUp(import.meta.dirname)
