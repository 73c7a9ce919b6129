import type { Door } from '../../access/door.ts'
import type { Keys } from '../../keys/keys.ts'
import type { Attempts } from '../../platform/attempts.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Connection } from '../../platform/database/database.ts'
import type { Agreements } from '../../reference/create-agreements.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import type { Directory, PersonView, PivotIdentity } from '../identity/index.ts'

/** What the permissions area is built from. */
export interface PermissionsParts {
  door: Door
  directory: Pick<Directory, 'findParties' | 'searchParties' | 'findColleagues'>
  persons: { loadPerson(connection: Connection, spaceId: string): Promise<Pick<PersonView, 'traits'>> }
  /** the space of the one person of these traits; nothing where nobody or several have them, or no space */
  findSpaceByPivot(pivot: PivotIdentity): Promise<string | undefined>
  keys: Pick<Keys, 'lookupHash'>
  attempts: Pick<Attempts, 'requireAll'>
  clock: Clock
  parameters: Pick<Parameters, 'parameterAt'>
  agreements: Agreements
}
