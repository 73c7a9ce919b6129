// `npm test`: one PostgreSQL for all test files, two files at a time, node's own summary last.
import { run } from 'node:test'

import { findTests } from './support/find-tests.ts'
import { reportTests } from './support/report-tests.ts'
import { announceCluster, openTestCluster } from './support/test-cluster.ts'

const files = findTests(process.argv.slice(2))
if (files.length === 0) {
  process.stderr.write('No test file matches. Groups: unit, tests, scenarios; or a part of a path.\n')
  process.exit(2)
}

const interruption = new AbortController()
const interrupt = (): void => interruption.abort()
process.once('SIGINT', interrupt)
process.once('SIGTERM', interrupt)

const cluster = await openTestCluster()
announceCluster(cluster)
try {
  const stream = run({ files, concurrency: 2, timeout: 600_000, signal: interruption.signal })
  const outcome = await reportTests(stream, (text) => process.stdout.write(text))
  process.exitCode = interruption.signal.aborted ? 130 : outcome.failed ? 1 : 0
} finally {
  await cluster.stop()
}
