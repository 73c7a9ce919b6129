import type { Door } from '../access/door.ts'
import type { PublicLog } from '../journal/log/public-log.ts'
import type { Keys } from '../keys/keys.ts'
import type { Confined } from '../platform/confined/confined.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import type { Log } from '../platform/log.ts'
import type { Settings } from '../platform/settings.ts'
import type { AccessMatrix } from '../reference/create-access-matrix.ts'
import type { Agreements } from '../reference/create-agreements.ts'
import type { Budgets } from '../reference/create-budgets.ts'
import type { CareFeeds } from '../reference/create-care-feeds.ts'
import type { EmergencyRules } from '../reference/create-emergency-rules.ts'
import type { Parameters } from '../reference/create-parameters.ts'
import type { Reference } from '../reference/reference.ts'

/** What every area is built on. */
export interface Ground {
  settings: Settings
  log: Log
  clock: Clock
  database: Database
  keys: Keys
  door: Door
  /** where strangers' bytes are taken apart */
  confined: Confined
  reference: Reference
  parameters: Parameters
  publicLog: PublicLog
  /** what waits for the public log since before this instant is late */
  lateSince(): Date
  matrix: AccessMatrix
  emergencyRules: EmergencyRules
  agreements: Agreements
  careFeeds: CareFeeds
  budgets: Budgets
}
