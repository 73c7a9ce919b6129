import { Type } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'
import type { Language } from './language.ts'

const path = 'access/emergencies.json'
const text = Type.String({ minLength: 1 })

const schema = Type.Object({
  versions: Type.Array(
    Type.Object({
      from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
      reasons: Type.Array(Type.Object({ code: Type.String({ pattern: '^[a-z-]{1,32}$' }), fr: text, en: text }), {
        minItems: 1,
      }),
      dispatch: Type.Object({ professions: Type.Array(text), facilities: Type.Array(text) }),
    }),
    { minItems: 1 },
  ),
})

/** A reason that may be given for opening in an emergency. */
export interface EmergencyReason {
  readonly code: string
  readonly fr: string
  readonly en: string
}

/** Who may open in an emergency and for what reasons, by day (`YYYY-MM-DD` or a longer ISO text). */
export interface EmergencyRules {
  reasonsAt(at: string): readonly EmergencyReason[]
  /** The words of a reason, of any time; its code where no version has it. */
  reasonLabel(code: string, lang: Language): string
  /** Whether a professional, in the place they practise in, regulates the calls of a centre 15. */
  dispatches(actor: { profession: string; facility?: { id: string } }, at: string): boolean
}

/** Reads data/access/emergencies.json. Throws DataFlaw for versions out of order or a code that stands twice. Law: L.1111-17. */
export const createEmergencyRules = (): EmergencyRules => {
  const { versions } = readData(path, schema)
  versions.forEach(({ from, reasons }, index) => {
    if (index > 0 && (versions[index - 1]?.from ?? '') >= from)
      throw new DataFlaw(path, from, 'versions stand in the order of their dates')
    if (new Set(reasons.map(({ code }) => code)).size < reasons.length)
      throw new DataFlaw(path, from, 'a code stands twice')
  })
  const versionAt = (at: string) => versions.findLast(({ from }) => from <= at.slice(0, 10)) ?? versions[0]
  const known = new Map(versions.flatMap(({ reasons }) => reasons.map((reason) => [reason.code, reason] as const)))
  return Object.freeze<EmergencyRules>({
    reasonsAt: (at) => versionAt(at)?.reasons ?? [],
    reasonLabel: (code, lang) => known.get(code)?.[lang] ?? code,
    dispatches: ({ profession, facility }, at) => {
      const { professions = [], facilities = [] } = versionAt(at)?.dispatch ?? {}
      return professions.includes(profession) && facility !== undefined && facilities.includes(facility.id)
    },
  })
}
