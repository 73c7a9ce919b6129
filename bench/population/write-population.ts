import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { loadImportWords } from '../../src/areas/enrolment/register/import-words.ts'
import { csvLine } from '../../src/platform/csv-line.ts'
import { inventPersons, type PersonLine } from './invent-persons.ts'

/** The lines of a file of invented insured persons, the header first, each with its line end. */
export function* populationLines(plan: { persons: number; seed: number }): Generator<string, void> {
  const words = loadImportWords()
  const columns = [...words.columns.required, ...words.columns.optional].filter((column) => column !== 'ins_system')
  const lineOf = (person: PersonLine): string => csvLine(columns.map((column) => person[column] ?? ''))
  yield csvLine(columns)
  for (const person of inventPersons({ ...plan, departments: [...words.departments.keys()] })) yield lineOf(person)
}

/** Writes such a file. */
export const writePopulation = async (file: string, plan: { persons: number; seed: number }): Promise<void> => {
  const output = createWriteStream(file)
  let text = ''
  for (const line of populationLines(plan)) {
    text += line
    if (text.length < 1 << 18) continue
    if (!output.write(text)) await once(output, 'drain')
    text = ''
  }
  output.end(text)
  await once(output, 'finish')
}
