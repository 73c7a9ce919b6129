import type { BenchHome } from './bench-home.ts'
import { runCampaign } from './run-campaign.ts'
import { runImport } from './run-import.ts'
import type { Extent, WorkloadReport } from './workload.ts'

const lettersPrinted = 750
const openingsMade = 4000

/** A population from the insurer's file to the opening: imported, told, coded, printed, opened; each size after the other. */
export const runEnrolment = async (home: BenchHome, extent: Extent): Promise<WorkloadReport> => {
  const imported = await runImport(home, extent)
  const lines = [...imported.lines]
  const [smallest = 0] = extent.persons
  const each: { persons: number; usPerPerson: number }[] = []
  let [acknowledged, stored] = [0, 0]
  for (const persons of extent.persons) {
    const more =
      persons === smallest ? { letters: lettersPrinted, openings: openingsMade } : { letters: 0, openings: 0 }
    const run = await runCampaign(home, persons, more)
    lines.push(...run.lines)
    each.push({ persons, usPerPerson: run.usPerPerson })
    acknowledged += run.acknowledged
    stored += run.stored
  }
  const linear = each.map(({ persons, usPerPerson }) => `${persons}: ${usPerPerson.toFixed(0)} µs a person`).join(', ')
  const holds = imported.reconciled.holds && acknowledged === stored
  const text = `${imported.reconciled.text}; persons, told and opened ${acknowledged}, stored ${stored}; ${linear}`
  return { name: 'ENROLMENT', lines, reconciled: { text, holds } }
}
