import { nobodySpaceId } from '../../../src/access/standing.ts'
import { emptyDatabase } from '../../../src/platform/database/empty-database.ts'
import { loadDemonstration } from '../../../src/startup/load-demonstration.ts'
import type { Installation } from '../../../tests/support/installation.ts'

/** Takes every space out of a running installation and makes the cast anew, without documents: the state a case starts from. */
export const emptyStore = async ({ carnet, database }: Installation): Promise<void> => {
  await emptyDatabase(database.owner, nobodySpaceId)
  await loadDemonstration(carnet, { examples: false })
}
