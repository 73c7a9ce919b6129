import { systemClock } from '../../src/platform/clock.ts'
import { createDatabase } from '../../src/platform/database/database.ts'
import { createKeys } from '../../src/keys/keys.ts'
import { loadRootKeys } from '../../src/keys/root-keys.ts'

// Run several times at once by src/keys/keys.test.ts: makes every key of an empty database, prints what it ended up with.
const [rootFile = '', connectionString = '', spaceId = ''] = process.argv.slice(2)
const database = createDatabase({ connectionString })
const keys = createKeys({ database, rootKeys: await loadRootKeys(rootFile), clock: systemClock })
await keys.ready()
const signing = await keys.systemKey('token-signing')
const made = await database
  .transaction((connection) => keys.createSpaceKey(connection, spaceId))
  .then(() => 'made')
  .catch(() => 'lost')
const space = await keys.spaceKeys(spaceId)
const seen = [keys.lookupHash('one'), signing, space.indexHash('one')].map((bytes) => bytes.toString('hex'))
process.stdout.write(JSON.stringify({ made, seen: seen.join(' ') }))
await database.close()
