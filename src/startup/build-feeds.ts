import type { StaffRooms } from '../areas/enrolment/index.ts'
import { createFeedDesk, createOwnFeeds, createTally, type Tally } from '../areas/feeding/index.ts'
import type { Directory } from '../areas/identity/index.ts'
import type { Ground } from './ground.ts'

/** Where this process counts deposits. */
export const buildTally = (ground: Ground): Tally => createTally({ ...ground, dayOf: ground.parameters.dayOf })

/** What producers send, for the operator and for themselves. */
export const buildFeeds = (
  ground: Ground,
  rest: { directory: Directory; tally: Tally; staffRooms: Pick<StaffRooms, 'enter'> },
) => {
  const parts = { ...ground, ...rest, dayOf: ground.parameters.dayOf }
  return { feedDesk: createFeedDesk(parts), ownFeeds: createOwnFeeds(parts) }
}
