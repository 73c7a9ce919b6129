import type { Grant } from '../access/types.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection } from '../platform/database/database.ts'

/** What every vault function needs: the transaction that wrote the entry, the grant it earned, the space's keys. */
export interface VaultAccess {
  connection: Connection
  grant: Grant
  keys: SpaceKeys
}
