import { readFile } from 'node:fs/promises'
import {
  createValidateDocument,
  createValidateFiles,
  warningSentences,
  type Validation,
} from '../../areas/documents/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Terminal } from '../../platform/terminal.ts'
import { createReasons } from '../../reference/create-reasons.ts'
import { createReference } from '../../reference/create-reference.ts'
import type { Language } from '../../reference/language.ts'

/** What `carnet validate` was asked. */
export interface ValidateOptions {
  files: readonly string[]
  lang: Language
  json: boolean
}

const words = {
  fr: {
    good: 'accepté',
    bad: 'refusé',
    error: 'erreur ',
    warning: 'remarque ',
    seen: 'le patient lit ',
    results: 'résultats lus ',
    outside: 'hors intervalle',
    files: 'fichiers joints ',
  },
  en: {
    good: 'accepted',
    bad: 'refused',
    error: 'error',
    warning: 'warning',
    seen: 'the patient reads',
    results: 'results read',
    outside: 'outside their range',
    files: 'files inside',
  },
} as const

/** What the documents of one archive may have together: a maker's own machine, a maker's own file. */
const unpackedBytes = 200 * 1024 * 1024

const readBytes = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file)
  } catch (cause) {
    throw new Problem('incorrect', 'document-file-unreadable', { details: { file }, cause })
  }
}

const seenLines = (seen: NonNullable<Validation['seen']>, lang: Language): string[] => {
  const say = words[lang]
  const { title, kind, createdAt, author, files, results } = seen
  const named = [title === '' ? kind?.[lang] : title, kind?.[lang], createdAt.slice(0, 10), author]
  const outside = results.filter(({ standing }) => standing !== undefined && standing !== 'inside').length
  return [
    `${say.seen}: ${named.filter((part) => part !== undefined).join(' | ')}`,
    ...(files === 0 ? [] : [`${say.files}: ${files}`]),
    ...(results.length === 0 ? [] : [`${say.results}: ${results.length}, ${outside} ${say.outside}`]),
  ]
}

const linesOf = ({ errors, warnings, seen }: Validation, lang: Language): string[] => {
  const reasons = createReasons()
  const say = words[lang]
  return [
    ...errors.map(({ reason, details }) => `${say.error}: ${reasons.sentence(reason, lang, details)}`),
    ...warnings.map((name) => `${say.warning}: ${warningSentences.get(name)?.[lang] ?? name}`),
    ...(seen === undefined ? [] : seenLines(seen, lang)),
  ]
}

const tell = (terminal: Terminal, verdict: Validation & { file: string }, { lang, json }: ValidateOptions): void => {
  const accepted = verdict.errors.length === 0
  if (json) return terminal.print(JSON.stringify({ ...verdict, accepted }))
  terminal.print(`${verdict.file}: ${accepted ? words[lang].good : words[lang].bad}`)
  for (const line of linesOf(verdict, lang)) terminal.print(`  ${line}`)
}

/**
 * Says of each file what a deposit would meet, and what the patient would read; of an XDM archive, for each document in it. 0 when all would
 * be taken, else 2.
 */
export const validateDocumentsCommand = async (options: ValidateOptions, terminal: Terminal): Promise<number> => {
  const validate = createValidateFiles(createValidateDocument(createReference()), unpackedBytes)
  let code = 0
  for (const file of options.files) {
    for (const { name, ...verdict } of validate(await readBytes(file))) {
      if (verdict.errors.length > 0) code = 2
      tell(terminal, { file: name === undefined ? file : `${file}!${name}`, ...verdict }, options)
    }
  }
  return code
}
