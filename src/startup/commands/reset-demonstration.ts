import { rm } from 'node:fs/promises'
import { nobodySpaceId } from '../../access/standing.ts'
import { emptyDatabase } from '../../platform/database/empty-database.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'
import { loadDemonstration } from '../load-demonstration.ts'
import { requireDemonstration } from './require-demonstration.ts'

/** Puts the demonstration back to its first state: same cast, same documents, new spaces. Everybody is signed out, former letters go. */
export const resetDemonstrationCommand = async (
  carnet: Carnet,
  options: { json: boolean },
  terminal: Terminal,
): Promise<number> => {
  requireDemonstration(carnet.settings)
  const owner = carnet.database.openOwner()
  await emptyDatabase(owner, nobodySpaceId).finally(() => owner.close())
  await rm(carnet.settings.lettersFolder, { recursive: true, force: true })
  await loadDemonstration(carnet)
  terminal.print(options.json ? JSON.stringify({ reset: true }) : 'The demonstration is back to its first state.')
  return 0
}
