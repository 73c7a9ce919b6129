import type { PagesParts } from '../edge/pages/parts.ts'
import type { SimulatorsParts } from '../edge/simulators/register-simulators.ts'
import { displayName } from '../areas/identity/index.ts'
import type { Cast } from '../reference/load-cast.ts'
import { castSituation } from './cast-situation.ts'

/** The cast as the simulators offer them: those who can sign in, in the order of the file. */
export const simulatedCast = (cast: Cast): SimulatorsParts['cast'] => ({
  citizens: [
    ...cast.holders
      .filter(({ signsIn }) => signsIn)
      .map(({ name, about, traits, mail }) => ({ name, note: about.fr, traits, ...(mail ? { email: mail } : {}) })),
    ...cast.invited.map(({ name, about, traits }) => ({ name, note: about.fr, traits })),
  ],
  professionals: cast.professionals.map((one) => ({
    name: one.name,
    note: one.about.fr,
    situations: [castSituation(cast, one)] as const,
  })),
  staff: cast.staff.map(({ name, about, family, given, roles }) => ({ name, note: about.fr, family, given, roles })),
})

/** The cast as the public home page of a demonstration presents them. */
export const castMembers = (cast: Cast): NonNullable<PagesParts['cast']> => [
  ...cast.holders
    .filter(({ signsIn }) => signsIn)
    .map(({ traits, about }) => ({
      name: displayName(traits.birthGiven[0] ?? '', traits.usedFamily ?? traits.birthFamily),
      door: 'citizens' as const,
      says: about,
    })),
  ...cast.professionals.map(({ given, family, about }) => ({
    name: displayName(given, family),
    door: 'professionals' as const,
    says: about,
  })),
  ...cast.staff.map(({ given, family, about }) => ({
    name: displayName(given, family),
    door: 'staff' as const,
    says: about,
  })),
]
