import { checkIns, insRules, wholeIns, type InsContext } from '../areas/identity/index.ts'
import { Problem } from '../platform/problem.ts'
import type { Settings } from '../platform/settings.ts'
import type { Identifier } from '../reference/document-entry.ts'
import { loadCast } from '../reference/load-cast.ts'

/** Judges national health identifiers for this installation. */
export interface InsCheck {
  /** Problem `incorrect`, with the field and the fix, for an identifier that cannot be one here. */
  require(ins: Identifier, field?: string): void
  /** The identifier that a typed number stands for; spaces do not matter, nor does a key that is left out. */
  read(text: string): Identifier
}

/** In demonstration mode the identities of the official examples are accepted as they are written; nowhere else. */
export const insContext = (mode: Settings['mode']): InsContext =>
  mode === 'demonstration'
    ? { mode, rules: insRules, listed: loadCast().holders.map(({ ins }) => ins) }
    : { mode, rules: insRules }

/** Makes the check for a mode. */
export const createInsCheck = (mode: Settings['mode']): InsCheck => {
  const context = insContext(mode)
  const require: InsCheck['require'] = (ins, field) => {
    const fault = checkIns(ins, field === undefined ? context : { ...context, field })
    if (fault)
      throw new Problem('incorrect', fault.reason, { details: { ...fault.details, code: 'XDSUnknownPatientId' } })
  }
  const systems = insRules.systems.filter(({ use }) => use === (mode === 'production' ? 'production' : 'test'))
  return {
    require,
    read: (text) => {
      const value = wholeIns(text.replaceAll(/[\s.-]/g, '').toUpperCase(), insRules)
      const candidates = systems.map(({ system }) => ({ system, value }))
      const listed = context.listed?.filter((ins) => ins.value === value) ?? []
      const fitting = candidates.find((ins) => checkIns(ins, context) === undefined) ?? listed[0] ?? candidates[0]
      if (!fitting) throw new Problem('fault', 'unexpected-fault')
      require(fitting, 'ins')
      return fitting
    },
  }
}
