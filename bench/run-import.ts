import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { text } from 'node:stream/consumers'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Database } from '../src/platform/database/database.ts'
import { projectRoot } from '../src/platform/project.ts'
import type { BenchHome } from './bench-home.ts'
import { writePopulation } from './population/write-population.ts'
import { familyCpuMs, processCost } from './process-cost.ts'
import type { Extent, ReportLine, WorkloadReport } from './workload.ts'

const answerCheck = Compile(
  Type.Object({
    accepted: Type.Number(),
    rejected: Type.Number(),
    startedAt: Type.String(),
    updatedAt: Type.String(),
  }),
)

interface Imported {
  accepted: number
  rejected: number
  seconds: number
  cpuMs: number
  peakRssMb: number
}

/** Runs the command itself, in a process of its own, and watches what it spends. */
const runCommand = async (home: BenchHome, file: string): Promise<Imported> => {
  const main = join(projectRoot, 'dist', 'src', 'main.js')
  const child = spawn(process.execPath, [main, 'persons', 'import', file, '--json'], {
    env: { PATH: process.env['PATH'] ?? '', CARNET_MODE: 'demonstration', CARNET_HOME: join(home.folder, 'home') },
    cwd: home.folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const answer = text(child.stdout)
  const ended = once(child, 'exit')
  const spent = { cpuMs: 0, peakRssMb: 0 }
  while (child.exitCode === null) {
    const { cpuMs, rssMb } = processCost(child.pid ?? 0)
    spent.cpuMs = Math.max(spent.cpuMs, cpuMs)
    spent.peakRssMb = Math.max(spent.peakRssMb, rssMb)
    await pause(50)
  }
  await ended
  const { accepted, rejected, startedAt, updatedAt } = answerCheck.Parse(JSON.parse(await answer))
  return { accepted, rejected, seconds: (Date.parse(updatedAt) - Date.parse(startedAt)) / 1000, ...spent }
}

const columns = [
  'id',
  'ins_hash',
  'pivot_hash',
  'card_hash',
  'contact_hash',
  'household_hash',
  'state',
  'state_since',
  'scheme',
  'department',
  'channel',
  'minor_until',
  'protected',
  'legacy',
  'remarks',
  'version',
  'traits_hash',
  'sealed',
  'created_at',
  'updated_at',
]
const rowsPerInsert = 1000

const placeholders = (rows: number): string =>
  Array.from(
    { length: rows },
    (_, row) => `(${columns.map((_name, at) => `$${row * columns.length + at + 1}`).join(',')})`,
  ).join(',')

/** The same rows, indexes included, inserted by nobody's code but the driver's: 1,000 a statement, each a transaction. */
const insertBare = async (superuser: Database, persons: number): Promise<number> => {
  await superuser.query({
    text: 'create schema bare_register; create table bare_register.person (like enrolment.person including all)',
  })
  await superuser.query({ text: 'create table bare_register.identifier (like enrolment.identifier including all)' })
  let seconds = 0
  let behind = '00000000-0000-0000-0000-000000000000'
  for (let done = 0; done < persons; done += rowsPerInsert) {
    const rows = await superuser.query<Record<string, unknown>>({
      text: `select ${columns.join(', ')} from enrolment.person where id > $1 order by id limit $2`,
      values: [behind, rowsPerInsert],
    })
    const last = rows.at(-1)?.['id']
    if (typeof last === 'string') behind = last
    const startedAt = performance.now()
    await superuser.transaction(async (connection) => {
      const values = rows.flatMap((row) => columns.map((column) => row[column]))
      await connection.query({
        text: `insert into bare_register.person (${columns.join(', ')}) values ${placeholders(rows.length)}`,
        values,
      })
      await connection.query({
        text: 'insert into bare_register.identifier (ins_hash, person_id, since) select * from unnest($1::bytea[], $2::uuid[], $3::timestamptz[])',
        values: [
          rows.map((row) => row['ins_hash']),
          rows.map((row) => row['id']),
          rows.map((row) => row['created_at']),
        ],
      })
    })
    seconds += (performance.now() - startedAt) / 1000
  }
  await superuser.query({ text: 'drop schema bare_register cascade' })
  return seconds
}

const lineOf = (what: string, perSecond: number, more: Partial<ReportLine> = {}): ReportLine => ({
  what,
  lanes: 1,
  perSecond,
  mbPerSecond: 0,
  p50: 0,
  p95: 0,
  p99: 0,
  firstByteP95: 0,
  serverUs: 0,
  databaseUs: 0,
  rssMb: 0,
  errors: 0,
  ...more,
})

const emptyRegister = (superuser: Database) =>
  superuser.query({
    text: `truncate enrolment.person, enrolment.identifier, enrolment.representation, enrolment.awaited_representative,
      enrolment.event, enrolment.import, enrolment.import_flaw`,
  })

/** One population: imported by the command, then the same rows inserted bare. */
const measure = async (home: BenchHome, persons: number): Promise<{ lines: ReportLine[]; stored: number }> => {
  const file = join(home.folder, `persons-${persons}.csv`)
  await writePopulation(file, { persons, seed: persons })
  await emptyRegister(home.superuser)
  const databaseBefore = familyCpuMs(home.databasePid)
  const run = await runCommand(home, file)
  const databaseUs = ((familyCpuMs(home.databasePid) - databaseBefore) * 1000) / persons
  const [count] = await home.superuser.query<{ n: string }>({ text: 'select count(*) as n from enrolment.person' })
  const bareSeconds = await insertBare(home.superuser, persons)
  const perSecond = run.accepted / run.seconds
  const bare = persons / bareSeconds
  return {
    lines: [
      lineOf(`ENROLMENT import of ${persons} persons`, perSecond, {
        serverUs: (run.cpuMs * 1000) / persons,
        databaseUs,
        rssMb: run.peakRssMb,
        errors: run.rejected,
        ratio: perSecond / bare,
        goal: '≥ 10000/s a core, flat memory',
      }),
      lineOf(`  bare rows, ${persons}`, bare),
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
