import type { VNode } from 'preact'
import type { SpaceAsk } from '../../ask.ts'

/** Where the script says that what is chosen is sent at once, and then that it is on its way; empty without a script. */
export const SendingStatus = ({ ask }: { ask: SpaceAsk }): VNode => (
  <p class="hint" role="status" data-before={ask.text.adding.sendsAtOnce} data-during={ask.text.adding.sending} />
)
