import type { VNode } from 'preact'
import type { SpaceAsk } from '../../ask.ts'
import { partyToken } from '../../party-token.ts'

/** The treating doctor, whom the insurer names: nobody writes them here (rules PML-28). To the holder alone, who sees who may enter. */
export const TreatingDoctor = async (ask: SpaceAsk): Promise<VNode | null> => {
  if (ask.child !== undefined) return null
  const lines = await ask.parts.permissions.listAccess(ask.visitor, ask.spaceId)
  const doctor = lines.find(({ relations }) => relations.includes('treating-doctor'))
  if (doctor === undefined) return null
  const words = ask.text.profile.treatingDoctor
  return (
    <p>
      {words.is} <a href={`/my/access/professionals/${partyToken(ask.spaceId, doctor.partyId)}`}>{doctor.name}</a>.{' '}
      {words.from}
    </p>
  )
}
