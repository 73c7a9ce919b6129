import { createOutbox, type ParkedItem } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'

/** What a list shows at most: whoever has more of it mends one fault and brings all of it back. */
const shownItems = 200

const describe = ({ id, kind, queuedAt, parkedAt, why }: ParkedItem): string =>
  `${id}  ${kind.padEnd(18)} queued ${queuedAt.slice(0, 16)}Z  stopped ${parkedAt.slice(0, 16)}Z  ${why}`

/** Lists queued work that has stopped, the longest first: what kind it is, since when, and the error. Of nobody, and not what it says. */
export const listParkedCommand = async (carnet: Carnet, json: boolean, terminal: Terminal): Promise<number> => {
  const outbox = createOutbox(carnet.database.app)
  const { parked } = await outbox.count()
  const items = await outbox.listParked(shownItems)
  if (json) terminal.print(JSON.stringify({ parked, items }))
  else if (parked === 0) terminal.print('Nothing has stopped.')
  else {
    for (const item of items) terminal.print(describe(item))
    if (parked > items.length) terminal.print(`And ${parked - items.length} more.`)
    terminal.print('Mend the fault that the log names, then: carnet outbox retry --all, or the ids of some.')
  }
  return 0
}

/** Has stopped work done again by the next worker. Each effect is made once, however often it is tried. */
export const retryParkedCommand = async (
  carnet: Carnet,
  { ids, all, json }: { ids: readonly string[]; all: boolean; json: boolean },
  terminal: Terminal,
): Promise<number> => {
  // Both would say two things, none says nothing.
  if (all === ids.length > 0) throw new Problem('incorrect', 'outbox-items-missing')
  const retried = await createOutbox(carnet.database.app).retryParked(all ? 'all' : ids)
  terminal.print(json ? JSON.stringify({ retried }) : `${retried} due again: a running worker takes them now.`)
  return 0
}
