// Run as a child by the embedded server's tests: starts the server of a home, writes rows until it is killed or told to end.
import { createDatabase } from '../../src/platform/database/database.ts'
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts'
import { silentLog } from '../../src/platform/log.ts'

const home = process.argv[2] ?? ''
const server = await startEmbeddedPostgres(home, silentLog)
const owner = createDatabase({ ...server.owner, max: 1 })
const ending = new AbortController()
process.once('SIGTERM', () => ending.abort())
await owner.query({ text: 'create table if not exists written (n serial primary key)' })
while (!ending.signal.aborted) {
  // A refused write is not acknowledged: the server is on its way back.
  const rows = await owner
    .query<{ n: number }>({ text: 'insert into written default values returning n' })
    .catch(() => [])
  for (const { n } of rows) process.stdout.write(`${n}\n`)
}
await owner.close()
await server.stop()
