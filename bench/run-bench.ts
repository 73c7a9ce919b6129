import { openBenchHome, type BenchHome } from './bench-home.ts'
import { enrolPatients, fillRecords, introduceDoctor, type Patient } from './population.ts'
import { runDeposit } from './run-deposit.ts'
import { runEnrolment } from './run-enrolment.ts'
import { runExport } from './run-export.ts'
import { runLarge } from './run-large.ts'
import { runLong } from './run-long.ts'
import { runMeasures } from './run-measures.ts'
import { runOpen } from './run-open.ts'
import { runRecord } from './run-record.ts'
import { runRetrieve } from './run-retrieve.ts'
import { runSearch } from './run-search.ts'
import type { Extent, WorkloadReport } from './workload.ts'

type Run = (home: BenchHome, patients: readonly Patient[], extent: Extent) => Promise<WorkloadReport>

const workloads: Readonly<Record<string, Run>> = {
  W1: runDeposit,
  W2: async (home, patients, extent) => {
    const records = patients.slice(0, extent.records)
    await fillRecords(home.carnet, records, extent.documentsPerRecord)
    return runOpen(home, records, extent)
  },
  W3: runRetrieve,
  W4: runMeasures,
  LARGE: runLarge,
  LONG: runLong,
  SEARCH: runSearch,
  RECORD: runRecord,
  EXPORT: runExport,
  ENROLMENT: (home, _patients, extent) => runEnrolment(home, extent),
}

/** The names of the workloads, in the order in which a whole run takes them. */
export const workloadNames: readonly string[] = Object.keys(workloads)

/** A whole run: about six minutes. */
export const fullExtent: Extent = {
  lanes: [1, 8, 32],
  warmMs: 1500,
  measureMs: 6000,
  referenceMs: 3000,
  patients: 200,
  records: 100,
  documentsPerRecord: 50,
  longRecord: 100_000,
  searchedRecord: 2_000,
  measuredRows: 1_000_000,
  large: { bytes: 100_000_000, lanes: 20 },
  exportBytes: 2_000_000_000,
  persons: [10_000, 100_000],
}

/** A run that only proves that everything works; its figures mean nothing. */
export const quickExtent: Extent = {
  lanes: [2],
  warmMs: 50,
  measureMs: 250,
  referenceMs: 100,
  patients: 4,
  records: 3,
  documentsPerRecord: 6,
  longRecord: 600,
  searchedRecord: 100,
  measuredRows: 2_000,
  large: { bytes: 3_000_000, lanes: 2 },
  exportBytes: 2_000_000,
  persons: [300],
}

/** Runs workloads on one fresh installation; `tell` hears each step. `nodeOptions` go to the server, e.g. `--cpu-prof`. */
export const runBench = async (
  names: readonly string[],
  extent: Extent,
  { tell, nodeOptions = [] }: { tell: (step: string) => void; nodeOptions?: readonly string[] },
): Promise<WorkloadReport[]> => {
  tell('starting a fresh installation')
  const home = await openBenchHome(nodeOptions)
  try {
    const reports: WorkloadReport[] = []
    for (const name of names) {
      const run = workloads[name]
      if (!run) throw new Error(`no workload ${name}: there are ${workloadNames.join(', ')}`)
      tell(name)
      const patients = await enrolPatients(home.carnet, extent.patients, reports.length)
      await introduceDoctor(home.superuser, patients)
      reports.push(await run(home, patients, extent))
    }
    return reports
  } catch (error) {
    tell(home.lastWords())
    throw error
  } finally {
    await home.close()
  }
}
