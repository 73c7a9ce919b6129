import type { Visitor } from '../../access/types.ts'
import type { Database } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import { selectDepositNotices, updateDepositNotices } from './store.ts'

/** How often a holder may be told of deposits. */
export const depositNotices = ['each', 'daily', 'never'] as const

/** One of them. */
export type DepositNotices = (typeof depositNotices)[number]

/** What a holder chooses of the messages they get. Right: rules ACC-24; of first looks and emergencies they are always told. */
export interface NoticeChoices {
  findDepositNotices(visitor: Visitor): Promise<DepositNotices>
  chooseDepositNotices(visitor: Visitor, choice: DepositNotices): Promise<void>
}

const requireHolder = ({ actor }: Visitor): string => {
  if (actor.kind !== 'holder') throw new Problem('refused', 'act-not-yours')
  return actor.id
}

/** The holders' choices over a database. */
export const createNoticeChoices = (database: Database): NoticeChoices => ({
  findDepositNotices: async (visitor) => {
    const kept = await selectDepositNotices(database, requireHolder(visitor))
    return depositNotices.find((choice) => choice === kept) ?? 'daily'
  },
  chooseDepositNotices: async (visitor, choice) => updateDepositNotices(database, requireHolder(visitor), choice),
})
