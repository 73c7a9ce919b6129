import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { projectRoot } from '../../src/platform/project.ts'

const root = resolve(projectRoot, process.env['CARNET_CORPUS'] ?? '../shared/corpus')

/** A file or folder of the corpora the FHIR edge is tested with, e.g. `mhd-cases/cases.json`. */
export const fhirCorpus = (...path: string[]): string => join(root, ...path)

/** Test options that skip, saying why, where a corpus set is absent. */
export const needs = (set: string): { skip: string | false } => ({
  skip: existsSync(fhirCorpus(set)) ? false : `corpus set ${set} is absent (CARNET_CORPUS)`,
})

/** The text of a corpus file; empty where the corpus is absent, so that skipped tests can still be declared. */
export const readCorpus = (...path: string[]): string =>
  existsSync(fhirCorpus(...path)) ? readFileSync(fhirCorpus(...path), 'utf8') : ''
