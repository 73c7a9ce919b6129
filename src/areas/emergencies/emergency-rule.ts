import { hasSaid, type EmergencyWord } from '../../access/policy.ts'
import { instantOf, type EmergencyParts } from './emergency-parts.ts'
import type { Emergencies, EmergencyRule } from './types.ts'

const wordOf: Readonly<Record<keyof EmergencyRule, EmergencyWord>> = {
  breakGlass: 'no-break-glass',
  dispatch: 'no-dispatch',
  hidden: 'no-hidden',
}

/** The holder's words for what a rule closes. */
export const wordsOf = (rule: EmergencyRule): EmergencyWord[] => {
  const { breakGlass, dispatch, hidden } = rule
  return [
    ...(breakGlass ? [] : [wordOf.breakGlass]),
    ...(dispatch ? [] : [wordOf.dispatch]),
    ...(hidden ? [] : [wordOf.hidden]),
  ]
}

/** Which words count by the law in force: the others are kept for the day they count again. */
export const createOpposable =
  ({ clock, parameters }: Pick<EmergencyParts, 'clock' | 'parameters'>): Emergencies['opposable'] =>
  () => {
    const at = instantOf({ clock })
    return {
      breakGlass: parameters.parameterAt('breakGlassOpposable', at),
      dispatch: true,
      hidden: parameters.parameterAt('hiddenInEmergencyOpposable', at),
    }
  }

/** Reads what the holder said beforehand about emergencies. */
export const createReadRule =
  ({ door }: Pick<EmergencyParts, 'door'>): Emergencies['readRule'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    const { value } = await door.glance(visit, async ({ standing: { policy } }) => ({
      breakGlass: !hasSaid(policy, wordOf.breakGlass),
      dispatch: !hasSaid(policy, wordOf.dispatch),
      hidden: !hasSaid(policy, wordOf.hidden),
    }))
    return value
  }

/** Keeps what the holder says about emergencies; the entry says what was closed. Law: L.1111-17; rules ACC-20. */
export const createSetRule =
  ({ door }: Pick<EmergencyParts, 'door'>): Emergencies['setRule'] =>
  async (visitor, spaceId, rule) => {
    const words = wordsOf(rule)
    const visit = { ...visitor, space: { spaceId }, act: 'set-emergency-rule', emergencyRule: words } as const
    await door.open(visit, (opened) => opened.setEmergencyRule(words))
  }
