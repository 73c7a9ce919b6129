import { createObservations, type ObservationsParts } from '../areas/observations/index.ts'
import { createProfile } from '../areas/profile/index.ts'
import { createCareHistory } from '../areas/care-history/index.ts'
import { createInsCheck } from './ins-check.ts'
import type { Ground } from './ground.ts'
import { readCertificateKeys } from './read-certificate-keys.ts'
import { readGrowth } from './read-growth.ts'
import { isMinorToday } from './is-minor-today.ts'

/** What people measure, what they say of their health, and what is told of their care. */
export const buildOwnWords = (parts: Ground & Pick<ObservationsParts, 'persons'>) => ({
  observations: createObservations({ ...parts, growth: readGrowth(parts.settings.growthReferenceFile) }),
  careHistory: createCareHistory({
    ...parts,
    isMinor: isMinorToday(parts),
    readIns: createInsCheck(parts.settings.mode).read,
  }),
  profile: createProfile({
    ...parts,
    isMinor: isMinorToday(parts),
    certificateKeys: readCertificateKeys(parts.settings.certificateKeyFile),
  }),
})
