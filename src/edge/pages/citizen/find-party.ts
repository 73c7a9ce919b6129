import type { HistoryLine } from '../../../areas/history/types.ts'
import type { AccessLine } from '../../../areas/permissions/types.ts'
import { Problem } from '../../../platform/problem.ts'
import type { SpaceAsk } from '../ask.ts'
import { pathPiece } from '../form-fields.ts'
import { partyToken } from '../party-token.ts'

/** A professional or facility the address names, with their latest lines of the history. */
export interface Party {
  /** the name it goes by in addresses of this space */
  token: string
  line: Omit<AccessLine, 'since'> & { since?: string }
  looks: HistoryLine[]
  isPaused: boolean
}

const strangerLine = (look: HistoryLine): Party['line'] => ({
  partyId: look.actor.id,
  name: look.actor.name,
  relations: [],
  blocked: false,
  ...(look.actor.profession === undefined ? {} : { profession: look.actor.profession }),
  ...(look.actor.facility === undefined ? {} : { facility: look.actor.facility }),
})

/** Finds who `:party` is among those who can enter and those who tried; throws `absent` for anyone else. */
export const findParty = async (ask: SpaceAsk): Promise<Party> => {
  const token = pathPiece(ask.request, 'party')
  const lines = await ask.parts.permissions.listAccess(ask.visitor, ask.spaceId)
  const history = await ask.parts.history.readHistory(ask.visitor, ask.spaceId, { who: 'others', count: 100 })
  const looks = history.lines.filter((look) => partyToken(ask.spaceId, look.actor.id) === token)
  const isPaused = history.pausedSince !== undefined
  const known = lines.find((line) => partyToken(ask.spaceId, line.partyId) === token)
  const stranger = looks.find((look) => look.actor.kind === 'professional')
  if (known !== undefined) return { token, line: known, looks, isPaused }
  if (stranger !== undefined) return { token, line: strangerLine(stranger), looks, isPaused }
  throw new Problem('absent', 'page-not-found')
}
