// `npm run fuzz`: see docs/decisions/0027-fuzzing.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../../src/platform/project.ts'
import { isSound, writeOutcomes } from './report.ts'
import { runFuzz, type Outcome } from './run-fuzz.ts'
import { targets } from './targets.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    at: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
})
const names = positionals.filter((word) => targets.has(word))
const [count = '1000000', ...rest] = positionals.filter((word) => !targets.has(word))
const isUsable = rest.length === 0 && [count, values.seed, values.at].every((word) => /^\d+$/.test(word))
if (values.help || !isUsable) {
  process.stdout.write(`npm run fuzz [-- ${[...targets.keys()].join(' ')} INPUTS --seed=N --at=N]

Throws invented inputs at the readers of strangers' bytes, all of them or those named; 1,000,000 each when no number is given.
  --seed=N   another chance: the same number begins with the same inputs
  --at=N     so many targets at once
Inputs that crash or hang a reader are kept in var/fuzz. Exit 1 where there are any, or where a reader holds more and more.
`)
  process.exit(values.help ? 0 : 2)
}

const folder = join(projectRoot, 'var', 'fuzz')
const patienceMs = 120_000
const everyInputs = 50_000

const keepInputs = (outcome: Outcome): string[] => {
  const inputs = 'found' in outcome ? outcome.found.crashes : [{ input: outcome.input, error: outcome.error }]
  if (inputs.length > 0) mkdirSync(folder, { recursive: true })
  return inputs.map(({ input, error }, at) => {
    const path = join(folder, `${outcome.name}-${values.seed}-${at + 1}`)
    writeFileSync(path, input)
    return `${relative(projectRoot, path)}: ${error}`
  })
}

const waiting = names.length > 0 ? names : [...targets.keys()]
const outcomes: Outcome[] = []
const takeNext = async (): Promise<void> => {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const progress = (done: number): void => {
      if (done % everyInputs === 0) process.stderr.write(`${name} ${done}…\n`)
    }
    outcomes.push(await runFuzz({ name, inputs: Number(count), seed: Number(values.seed), patienceMs, progress }))
  }
}
await Promise.all(Array.from({ length: Math.max(1, Number(values.at)) }, takeNext))
process.stdout.write(writeOutcomes(outcomes))
for (const line of outcomes.flatMap(keepInputs)) process.stdout.write(`${line}\n`)
process.exitCode = outcomes.every(isSound) ? 0 : 1
