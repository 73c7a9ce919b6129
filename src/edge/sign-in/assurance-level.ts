import type { AuthLevel } from '../../access/types.ts'
import type { ProviderParameters } from '../../areas/identity/index.ts'
import { Problem } from '../../platform/problem.ts'

const levels: readonly AuthLevel[] = ['none', 'low', 'substantial', 'high']

/**
 * The eIDAS level that a provider's `acr` stands for; Problem `refused`, `sign-in-too-weak` under the provider's floor, and for a
 * word that data/identity/providers.json does not know. Law: substantial level since 1 January 2026 (rules IDN-5).
 */
export const assuranceLevel = (acr: unknown, { levels: words, floor }: ProviderParameters): AuthLevel => {
  const level = typeof acr === 'string' && Object.hasOwn(words, acr) ? words[acr] : undefined
  if (level === undefined || levels.indexOf(level) < levels.indexOf(floor))
    throw new Problem('refused', 'sign-in-too-weak')
  return level
}
