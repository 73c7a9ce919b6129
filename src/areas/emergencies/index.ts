import { createClose } from './close-emergency.ts'
import type { EmergencyParts } from './emergency-parts.ts'
import { createOpposable, createReadRule, createSetRule } from './emergency-rule.ts'
import { createListOwn, createListTold } from './list-emergencies.ts'
import { createOffer, createOpen } from './open-emergency.ts'
import { createReviews } from './review-emergencies.ts'
import { createSeconds } from './second-person.ts'
import type { Emergencies } from './types.ts'

export type * from './types.ts'

/** Builds the emergencies area: the holder's word, the ways in, who is told, the review. */
export const createEmergencies = (parts: EmergencyParts): Emergencies => ({
  opposable: createOpposable(parts),
  readRule: createReadRule(parts),
  setRule: createSetRule(parts),
  offer: createOffer(parts),
  open: createOpen(parts),
  close: createClose(parts),
  listOwn: createListOwn(parts),
  listTold: createListTold(parts),
  ...createSeconds(parts),
  ...createReviews(parts),
})
