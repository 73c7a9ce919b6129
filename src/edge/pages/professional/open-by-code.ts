import type { ProfessionalAsk, Redirect } from '../ask.ts'
import { sourceOf } from '../../sign-in/source-of.ts'

/** As long as a share code is, and no INS: what was typed is one, or a mistake in one. */
const codeLength = 8

/** Whether what was typed, without its spaces, is meant as a share code. */
export const looksLikeCode = (bare: string): boolean => bare.length === codeLength

/** R19: the patient whom a share code leads to; the right-person check comes next. */
export const openByCode = async (ask: ProfessionalAsk, typed: string): Promise<Redirect> => {
  const source = sourceOf(ask.request)
  const { spaceId } = await ask.parts.permissions.enterShareCode(ask.visitor, { typed, source })
  return { to: `/pro/patients/${spaceId}` }
}
