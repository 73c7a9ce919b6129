import { createChangeProfile } from './change-profile.ts'
import { createChooseProfile } from './choose-profile.ts'
import { createLinkLines } from './link-lines.ts'
import type { ProfileParts } from './profile-parts.ts'
import { createReadProfile } from './read-profile.ts'
import type { Profile } from './types.ts'
import { createVisiting } from './visiting.ts'

/** Builds the area of the medical profile. */
export const createProfile = (parts: ProfileParts): Profile => {
  const visiting = createVisiting(parts)
  return {
    readProfile: createReadProfile(parts),
    ...createChangeProfile(parts, visiting),
    ...createChooseProfile(visiting),
    ...createLinkLines(parts, visiting),
  }
}
