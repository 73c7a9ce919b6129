// `npm run bench`: see docs/operating/bench.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, release } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../src/platform/project.ts'
import { writeReport } from './report.ts'
import { fullExtent, quickExtent, runBench, workloadNames } from './run-bench.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const usage = `npm run bench [-- ${workloadNames.join(' ')} --quick --million --profile=FOLDER]

Measures workloads, all of them or those named, each with a bare reference in the same run.
  --quick           fewer and smaller, to see that it runs
  --million         enrolment up to 1,000,000 persons too
  --profile=FOLDER  keeps CPU profiles of the servers there
See docs/operating/bench.md.
`
if (values.help) {
  process.stdout.write(usage)
  process.exit(0)
}
const names = positionals.length > 0 ? positionals.map((name) => name.toUpperCase()) : workloadNames
const unknown = names.find((name) => !workloadNames.includes(name))
if (unknown !== undefined) {
  process.stderr.write(`No workload ${unknown}.\n\n${usage}`)
  process.exit(2)
}
if (values.profile !== undefined) mkdirSync(values.profile, { recursive: true })
const nodeOptions = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(values.profile)}`]
const machine = {
  cpus: cpus().length,
  model: cpus()[0]?.model ?? '',
  arch: arch(),
  kernel: release(),
  node: process.version,
}
const load = loadavg()[0] ?? 0
const extent = values.quick ? quickExtent : fullExtent
const persons = values.million ? [...extent.persons, 1_000_000] : extent.persons
const reports = await runBench(
  names,
  { ...extent, persons },
  {
    tell: (step) => process.stderr.write(`${step}…\n`),
    nodeOptions,
  },
)
process.stdout.write(writeReport(reports))
process.stdout.write(`${machine.cpus} × ${machine.model}, node ${machine.node}, load before ${load.toFixed(1)}\n`)
const latest = { at: new Date().toISOString(), machine, loadBefore: load, quick: values.quick, reports }
writeFileSync(join(projectRoot, 'bench', 'latest.json'), `${JSON.stringify(latest, undefined, 2)}\n`)
const failed = reports.some(({ lines, reconciled }) => !reconciled.holds || lines.some(({ errors }) => errors > 0))
process.exitCode = failed ? 1 : 0
