import type { Redirect, SpaceAsk } from '../../ask.ts'
import { takeStep } from '../../take-step.ts'

/** Where the button of the notice posts to: it works while the space is shut too. */
export const stopRecoveryPath = '/my/security/stop-recovery'

/** Stops the way back that somebody asked for. No fresh proof: to stop undoes nothing, and a minute may count. */
export const stopRecovery = (ask: SpaceAsk): Promise<Redirect> =>
  takeStep(() => ask.parts.credentials.stopRecovery(ask.spaceId), {
    to: '/my/security',
    said: 'recovery-stopped',
    late: '/my/security',
  })
