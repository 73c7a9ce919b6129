import { mostProfileLines } from '../../reference/profile-sections.ts'
import { requireSection } from './check-saying.ts'
import { seenLines } from './read-profile.ts'
import type { Profile } from './types.ts'
import type { Visiting } from './visiting.ts'

/** Builds what people choose about their profile. */
export const createChooseProfile = (visiting: Visiting): Pick<Profile, 'hideSection' | 'chooseCard' | 'noteKept'> => ({
  hideSection: (visitor, space, { section, hidden }) =>
    visiting(visitor, { space }, async ({ vault }) => {
      const { key } = requireSection(section)
      const choices = await vault.findProfileChoices()
      const others = choices.hidden.filter((one) => one !== key)
      await vault.keepProfileChoices({ ...choices, hidden: hidden ? [...others, key] : others })
    }),
  chooseCard: (visitor, space, ids) =>
    visiting(visitor, { space }, async (opened) => {
      const { lines, choices } = await seenLines(opened, visitor)
      const seen = new Set(lines.map(({ facts }) => facts.id))
      // what another put there whom it is a secret of stays
      const unseen = choices.card.filter((id) => !seen.has(id))
      const card = [...new Set([...unseen, ...ids.filter((id) => seen.has(id))])].slice(-mostProfileLines)
      await opened.vault.keepProfileChoices({ ...choices, card })
    }),
  noteKept: (visitor, space, kept) =>
    visiting(visitor, { space }, async ({ vault }) => {
      await vault.keepProfileChoices({ ...(await vault.findProfileChoices()), kept })
    }),
})
