import { readFile } from 'node:fs/promises'
import { createValidateDocument, warningSentences, type Validation } from '../../areas/documents/index.ts'
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

/** Says of each file what a deposit would meet, and what the patient would read. 0 when all would be taken, else 2. */
export const validateDocumentsCommand = async (options: ValidateOptions, terminal: Terminal): Promise<number> => {
  const { files, lang, json } = options
  const validate = createValidateDocument(createReference())
  let code = 0
  for (const file of files) {
    const verdict = validate(await readBytes(file))
    const isTaken = verdict.errors.length === 0
    if (!isTaken) code = 2
    if (json) {
      terminal.print(JSON.stringify({ file, accepted: isTaken, ...verdict }))
      continue
    }
    terminal.print(`${file}: ${isTaken ? words[lang].good : words[lang].bad}`)
    for (const line of linesOf(verdict, lang)) terminal.print(`  ${line}`)
  }
  return code
}
