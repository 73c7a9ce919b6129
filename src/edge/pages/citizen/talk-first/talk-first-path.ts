import type { SpaceAsk } from '../../ask.ts'
import { recordAt } from '../../record-at.ts'

/** Where somebody chooses what they want to hear from their doctor first: in their own record, or in that of a child. */
export const talkFirstPath = (ask: SpaceAsk): string => `${recordAt(ask)}/talk-first`
