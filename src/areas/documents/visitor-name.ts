import type { Visitor } from '../../access/types.ts'

/** Who waits in line before a confined process: whoever looks, on whichever way. */
export const visitorName = ({ actor }: Visitor): string => `${actor.kind} ${actor.id}`
