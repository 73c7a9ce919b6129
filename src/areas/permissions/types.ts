import type { TieKind } from '../../access/policy.ts'
import type { Visitor } from '../../access/types.ts'

/** A professional or facility with a tie to the space, as the holder sees it. */
export interface AccessLine {
  partyId: string
  name: string
  /** label key of the profession, or absent for a facility */
  profession?: string
  facility?: string
  relations: (TieKind | 'permitted')[]
  blocked: boolean
  since: string
}

/** What the permissions area offers to edges: who may enter, and the holder's way to stop them. */
export interface Permissions {
  listAccess(visitor: Visitor, spaceId: string): Promise<AccessLine[]>
  blockProfessional(visitor: Visitor, spaceId: string, partyId: string): Promise<void>
  unblockProfessional(visitor: Visitor, spaceId: string, partyId: string): Promise<void>
  /** Shuts everybody else out until `unpauseSpace`. */
  pauseSpace(visitor: Visitor, spaceId: string): Promise<void>
  unpauseSpace(visitor: Visitor, spaceId: string): Promise<void>
}
