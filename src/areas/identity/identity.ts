import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { createApps, type Apps } from './apps.ts'
import { createDirectory, type Directory } from './directory.ts'
import type { IdentityKeys } from './keys.ts'
import { createPersons, type Persons } from './persons.ts'
import { createSessions, type Sessions } from './sessions/sessions.ts'
import type { Identity } from './types.ts'

/** Identity without what goes through the door, plus what enrolment, notices and the authorization server use. */
export interface IdentityParts
  extends Omit<Identity, 'readPerson' | 'recordProfessional'>, Persons, Directory, Apps, Sessions {}

/** Builds identity over a database, the installation's keys and a clock. */
export const createIdentity = (parts: { database: Database; keys: IdentityKeys; clock: Clock }): IdentityParts => ({
  ...createPersons(parts),
  ...createDirectory(parts.database),
  ...createApps(parts.database),
  ...createSessions(parts),
})
