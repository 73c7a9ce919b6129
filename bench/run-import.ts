import { join } from 'node:path'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { emptyRegister } from '../tests/support/empty-register.ts'
import { bareCopy, wholeTable } from './bare-copy.ts'
import type { BenchHome } from './bench-home.ts'
import { writePopulation } from './population/write-population.ts'
import { familyCpuMs } from './process-cost.ts'
import { watchCommand } from './watch-command.ts'
import { wholeLine, type Extent, type ReportLine, type WorkloadReport } from './workload.ts'

const answerCheck = Compile(
  Type.Object({
    accepted: Type.Number(),
    rejected: Type.Number(),
    startedAt: Type.String(),
    updatedAt: Type.String(),
  }),
)

/** One population: imported by the command, then the same rows inserted bare. */
const measure = async (home: BenchHome, persons: number): Promise<{ lines: ReportLine[]; stored: number }> => {
  const file = join(home.folder, `persons-${persons}.csv`)
  await writePopulation(file, { persons, seed: persons })
  await emptyRegister(home.superuser)
  const databaseBefore = familyCpuMs(home.databasePid)
  const { answer, cpuMs, rssMb } = await watchCommand(home, ['persons', 'import', file, '--json'])
  const { accepted, rejected, startedAt, updatedAt } = answerCheck.Parse(JSON.parse(answer))
  const databaseUs = ((familyCpuMs(home.databasePid) - databaseBefore) * 1000) / persons
  const [count] = await home.superuser.query<{ n: string }>({ text: 'select count(*) as n from enrolment.person' })
  const tables = ['enrolment.person', 'enrolment.identity', 'enrolment.identifier'].map((table) => wholeTable(table))
  const bare = persons / (await bareCopy(home.superuser, tables))
  const perSecond = (accepted * 1000) / (Date.parse(updatedAt) - Date.parse(startedAt))
  return {
    lines: [
      wholeLine(`ENROLMENT import of ${persons} persons`, perSecond, {
        serverUs: (cpuMs * 1000) / persons,
        databaseUs,
        rssMb,
        errors: rejected,
        ratio: perSecond / bare,
        goal: '≥ 10000/s a core, flat memory',
      }),
      wholeLine(`  bare rows, ${persons}`, bare),
    ],
    stored: Number(count?.n ?? 0),
  }
}

/** Imports invented populations of growing size with the command, each against a bare insert of the same rows. */
export const runImport = async (home: BenchHome, extent: Extent): Promise<WorkloadReport> => {
  const lines: ReportLine[] = []
  let [acknowledged, stored] = [0, 0]
  for (const persons of extent.persons) {
    const measured = await measure(home, persons)
    lines.push(...measured.lines)
    acknowledged += persons
    stored += measured.stored
  }
  await emptyRegister(home.superuser)
  return {
    name: 'ENROLMENT',
    lines,
    reconciled: { text: `acknowledged ${acknowledged}, stored ${stored}`, holds: acknowledged === stored },
  }
}
