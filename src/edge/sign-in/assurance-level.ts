import type { AuthLevel } from '../../access/types.ts'
import type { ProviderParameters } from '../../areas/identity/index.ts'
import { Problem } from '../../platform/problem.ts'

const levels: readonly AuthLevel[] = ['none', 'low', 'substantial', 'high']

/** How a provider says that somebody proved who they are: a level in `acr`, or the factors used in `amr` (RFC 8176). */
export interface AuthenticationClaims {
  acr?: unknown
  amr?: unknown
}

const levelsOf = (words: Readonly<Record<string, AuthLevel>>, said: readonly unknown[]): AuthLevel[] =>
  said.flatMap((word) => (typeof word === 'string' && Object.hasOwn(words, word) ? (words[word] ?? []) : []))

/**
 * The eIDAS level that a provider's `acr` stands for, or the strongest of its `amr` where data/identity/providers.json reads
 * them; Problem `refused`, `sign-in-too-weak` under the provider's floor, and for words that the file does not know.
 * Law: substantial level since 1 January 2026 (rules IDN-5).
 */
export const assuranceLevel = ({ acr, amr }: AuthenticationClaims, parameters: ProviderParameters): AuthLevel => {
  const factors: readonly unknown[] = Array.isArray(amr) ? amr : []
  const found = [...levelsOf(parameters.levels, [acr]), ...levelsOf(parameters.amrLevels ?? {}, factors)]
  const rank = Math.max(-1, ...found.map((level) => levels.indexOf(level)))
  const level = levels[rank]
  if (level === undefined || rank < levels.indexOf(parameters.floor)) throw new Problem('refused', 'sign-in-too-weak')
  return level
}
