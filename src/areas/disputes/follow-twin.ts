import type { FollowTwin } from '../documents/index.ts'
import { nameTwin, unnameTwin } from './store.ts'

/** What is said of a document by the id that it had in another space is said of the same document here, until that is taken back. */
export const followTwin: FollowTwin = ({ alongside, spaceId }, { from, to, isBack = false }) =>
  alongside((connection) => (isBack ? unnameTwin : nameTwin)(connection, { spaceId, from, to }))
