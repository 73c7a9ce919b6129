// `npm run sabotage [-- words]`: takes each control out in turn and sees its test fail. Ends with 1 where one did not notice.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../../src/platform/project.ts'
import { announceCluster, openTestCluster } from '../support/test-cluster.ts'
import { readControls, type Control } from './controls.ts'

const built = join(projectRoot, 'dist')
const breaking = pathToFileURL(join(built, 'tests/sabotage/break.js')).href

interface Outcome {
  passed: number
  failed: number
}

const countIn = (report: string, word: string): number =>
  Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(report)?.[1])

const literal = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

const runTest = async ({ test, named }: Control, broken?: string): Promise<Outcome> => {
  const chosen = named === '' ? [] : [`--test-name-pattern=${literal(named)}`]
  const options = ['--test', '--test-reporter=tap', '--test-timeout=120000', ...chosen]
  const env =
    broken === undefined ? process.env : { ...process.env, CARNET_BROKEN: broken, NODE_OPTIONS: `--import=${breaking}` }
  const child = spawn(process.execPath, [...options, join(built, test)], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const report = await text(child.stdout)
  return { passed: countIn(report, 'pass'), failed: countIn(report, 'fail') }
}

const judge = async (control: Control): Promise<string | undefined> => {
  const whole = await runTest(control)
  if (whole.failed > 0 || !(whole.passed > 0)) return 'its test does not pass with the control in place'
  const broken = await runTest(control, control.control)
  return broken.failed > 0 ? undefined : 'its test passes without the control'
}

const words = process.argv.slice(2)
const controls = readControls().filter(({ control }) => words.every((word) => control.includes(word)))
const cluster = await openTestCluster()
announceCluster(cluster)
let unnoticed = 0
try {
  for (const control of controls) {
    const fault = await judge(control)
    if (fault !== undefined) unnoticed += 1
    process.stdout.write(
      `${fault === undefined ? 'noticed' : 'NOT NOTICED'}  ${control.control}${fault ? `: ${fault}` : ''}\n`,
    )
  }
} finally {
  await cluster.stop()
}
process.stdout.write(`${controls.length} controls taken out, ${controls.length - unnoticed} noticed by their test\n`)
process.exitCode = unnoticed > 0 || controls.length === 0 ? 1 : 0
