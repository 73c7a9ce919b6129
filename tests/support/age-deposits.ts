import type { Database } from '../../src/platform/database/database.ts'

/** Makes every deposit of a space older. The vault shows rows to visits only: its owner steps aside for it. */
export const ageDeposits = (owner: Database, spaceId: string, days: number): Promise<void> =>
  owner.transaction(async ({ query }) => {
    await query({ text: 'alter table vault.document no force row level security' })
    await query({ text: 'alter table vault.document disable row level security' })
    const text = `update vault.document set deposited_at = deposited_at - make_interval(days => $2) where space_id = $1`
    await query({ text, values: [spaceId, days] })
    await query({ text: 'alter table vault.document enable row level security' })
    await query({ text: 'alter table vault.document force row level security' })
  })
