import { Problem } from '../../platform/problem.ts'
import type { Settings } from '../../platform/settings.ts'

/** Stops whatever exists for demonstrations only. Production mode refuses it whatever the arguments say. */
export const requireDemonstration = ({ mode }: Settings): void => {
  if (mode !== 'demonstration') {
    throw new Problem('refused', 'demonstration-only', { details: { setting: 'CARNET_MODE' } })
  }
}
