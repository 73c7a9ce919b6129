import type { Visitor } from '../../../access/types.ts'

/** By whom something was done, as the history of an enrolment keeps it. */
export const doerOf = ({ actor }: Pick<Visitor, 'actor'>): { kind: string; id: string } => ({
  kind: actor.kind,
  id: actor.id,
})
