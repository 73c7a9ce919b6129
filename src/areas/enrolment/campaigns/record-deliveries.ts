import { timeOrderedId } from '../../../platform/ids.ts'
import { momentOf, type CampaignParts } from './campaign-parts.ts'
import { insertExceptions } from './exceptions/store.ts'
import { changeNotice, selectByReference } from './letters/store.ts'
import { readReference } from './rules.ts'
import type { Campaigns, Delivery, DeliveryOutcome } from './types.ts'

const linesAtOnce = 500

const recordSome = (parts: CampaignParts, deliveries: readonly Delivery[]): Promise<DeliveryOutcome> =>
  parts.database.transaction(async (connection) => {
    const { at } = momentOf(parts)
    const wanted = deliveries.flatMap(({ reference, state }) => {
      const read = readReference(reference)
      return read === undefined ? [] : [{ ...read, state }]
    })
    const found = await selectByReference(connection, wanted)
    const outcome: DeliveryOutcome = { delivered: 0, returned: 0, unknown: 0 }
    const returned: { id: string; personId: string; kind: 'returned'; campaignId: string | null }[] = []
    for (const { batch, place, state } of wanted) {
      const notice = found.find((one) => one.batch === batch && one.place === place)
      if (notice === undefined) continue
      outcome[state] += 1
      // A letter that comes back after all was not delivered.
      const from = state === 'returned' ? ['sent', 'delivered'] : ['sent']
      const changed = await changeNotice(connection, notice, { from, state, at })
      const { personId, campaignId } = notice
      if (changed && state === 'returned')
        returned.push({ id: timeOrderedId(parts.clock.now().getTime()), personId, kind: 'returned', campaignId })
    }
    for (const one of returned) await insertExceptions(connection, { campaignId: one.campaignId, at }, [one])
    return { ...outcome, unknown: deliveries.length - outcome.delivered - outcome.returned }
  })

/** Notes what became of letters, some hundred lines at a time: the same file again changes nothing. */
export const createRecordDeliveries =
  (parts: CampaignParts): Campaigns['recordDeliveries'] =>
  async (visitor, deliveries) => {
    await parts.desk.enter(visitor, 'deliveries-record', { lines: deliveries.length })
    const total: DeliveryOutcome = { delivered: 0, returned: 0, unknown: 0 }
    for (let at = 0; at < deliveries.length; at += linesAtOnce) {
      const some = await recordSome(parts, deliveries.slice(at, at + linesAtOnce))
      total.delivered += some.delivered
      total.returned += some.returned
      total.unknown += some.unknown
    }
    return total
  }
