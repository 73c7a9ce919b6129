import { createBlockProfessional, createUnblockProfessional } from './block-professional.ts'
import { consentEnds, createConsentToApp } from './consent-to-app.ts'
import { createEndPermission } from './end-permission.ts'
import { enteringParameters } from './entering-parameters.ts'
import { createEnterShareCode } from './enter-share-code.ts'
import { createFindByTraits } from './find-by-traits.ts'
import { createGivePermission, createShareByCode } from './give-permission.ts'
import { createListAccess } from './list-access.ts'
import { createListPermissions } from './list-permissions.ts'
import { createDismissAdministrator, createNameAdministrator } from './name-administrator.ts'
import { createPauseSpace, createUnpauseSpace } from './pause-space.ts'
import type { PermissionsParts } from './permissions-parts.ts'
import { createMayJoinTeams, createRecordConsent } from './record-consent.ts'
import { printedShareCode, readShareCode } from './rules.ts'
import { createBeginSecretVisit, createEndSecretVisit } from './secret-visit.ts'
import { shareIdOf } from './share-id.ts'
import type { Permissions } from './types.ts'

export { moveShares } from './store.ts'
export type * from './types.ts'

/** Builds the permissions area: who may enter, and the holder's way to let them and to stop them. */
export const createPermissions = (parts: PermissionsParts): Permissions => ({
  listAccess: createListAccess(parts),
  blockProfessional: createBlockProfessional(parts.door),
  unblockProfessional: createUnblockProfessional(parts.door),
  pauseSpace: createPauseSpace(parts.door),
  unpauseSpace: createUnpauseSpace(parts.door),
  searchParties: (name) => parts.directory.searchParties(name),
  givePermission: createGivePermission(parts),
  shareByCode: createShareByCode(parts),
  consentToApp: createConsentToApp(parts),
  consentEnds: () => consentEnds(parts),
  listPermissions: createListPermissions(parts),
  endPermission: createEndPermission(parts.door),
  shareIdOf: (typed) => {
    const code = readShareCode(typed, enteringParameters)
    return code === undefined ? undefined : shareIdOf(parts.keys, code)
  },
  printShareCode: (code) => printedShareCode(code, enteringParameters),
  enterShareCode: createEnterShareCode(parts),
  findByTraits: createFindByTraits(parts),
  mayJoinTeams: createMayJoinTeams(parts),
  recordConsent: createRecordConsent(parts),
  nameAdministrator: createNameAdministrator(parts),
  dismissAdministrator: createDismissAdministrator(parts.door),
  beginSecretVisit: createBeginSecretVisit(parts),
  endSecretVisit: createEndSecretVisit(parts),
})
