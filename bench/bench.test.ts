import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeReport } from './report.ts'
import { quickExtent, runBench, workloadNames } from './run-bench.ts'

test('the bench runs every workload without an error, and what was acknowledged is stored and journaled', async () => {
  const reports = await runBench(workloadNames, quickExtent, { tell: () => {} })
  assert.deepEqual(
    reports.map(({ name }) => name),
    ['W1', 'W2', 'W3', 'W4', 'LARGE', 'LONG', 'SEARCH', 'RECORD', 'EXPORT', 'ENROLMENT'],
  )
  for (const { name, lines, reconciled } of reports) {
    assert.ok(reconciled.holds, `${name}: ${reconciled.text}`)
    assert.match(reconciled.text, /acknowledged [1-9]/, `${name} did something`)
    for (const line of lines) assert.equal(line.errors, 0, `${line.what}: ${line.errors} errors`)
  }
  assert.equal(
    writeReport(reports)
      .split('\n')
      .filter((line) => line.startsWith('| W')).length,
    7,
  )
})
