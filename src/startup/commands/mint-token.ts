import type { Actor } from '../../access/types.ts'
import { createAccessTokens } from '../../edge/oauth/access-tokens.ts'
import { Problem } from '../../platform/problem.ts'
import type { Terminal } from '../../platform/terminal.ts'
import { loadCast } from '../../reference/load-cast.ts'
import type { Carnet } from '../../startup.ts'
import { requireDemonstration } from './require-demonstration.ts'

const actorNamed = async ({ identity }: Carnet, name: string): Promise<Actor> => {
  const cast = loadCast()
  const holder = cast.holders.find((one) => one.name === name)
  if (holder) {
    const { spaceId, name: shown } = await identity.findHolderByIns(holder.ins)
    return { kind: 'holder', id: spaceId, name: shown }
  }
  const professional = cast.professionals.find((one) => one.name === name)
  const found = professional && (await identity.findProfessional(professional.id))
  if (found) return found
  const software = cast.software.find((one) => one.name === name)
  const known = software && (await identity.findSoftware(software.clientId, software.secret))
  if (known) return known
  // Right: an app is let in by a holder's consent, which no command invents
  if (cast.apps.some((one) => one.name === name)) throw new Problem('refused', 'app-needs-consent')
  const names = [...cast.holders, ...cast.professionals, ...cast.software].map((one) => one.name).join(', ')
  throw new Problem('incorrect', 'cast-name-unknown', { details: { field: '--as', names } })
}

/** Prints a bearer token for one of the cast, for curl and tests. Demonstration mode only. */
export const mintTokenCommand = async (
  carnet: Carnet,
  options: { as: string; scope?: string; purpose?: string; json: boolean },
  terminal: Terminal,
): Promise<number> => {
  requireDemonstration(carnet.settings)
  const seed = await carnet.keys.systemKey('token-signing')
  const tokens = await createAccessTokens({ publicUrl: new URL(carnet.settings.url), seed, clock: carnet.clock })
  const { as, scope, purpose } = options
  const asked = {
    ...(scope === undefined ? {} : { scope }),
    ...(purpose === undefined ? {} : { purposeOfUse: purpose }),
  }
  const token = await tokens.mint(await actorNamed(carnet, as), asked)
  terminal.print(options.json ? JSON.stringify({ access_token: token, token_type: 'Bearer' }) : token)
  return 0
}
