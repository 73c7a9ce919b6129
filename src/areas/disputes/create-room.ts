import { createDisputedDeposits } from './create-deposits.ts'
import { createDisputeDesk, type DisputeDeskParts } from './create-desk.ts'
import { createDisputes } from './create-disputes.ts'
import { createWithdrawnCopies } from './list-copies.ts'

/** What becomes of a document that is not its holder's, or wrong: their side, its author's, the operator's. */
export const createDisputeRoom = (parts: DisputeDeskParts) => ({
  disputes: createDisputes(parts),
  disputedDeposits: createDisputedDeposits(parts),
  disputeDesk: createDisputeDesk(parts),
  withdrawnCopies: createWithdrawnCopies(parts),
})
