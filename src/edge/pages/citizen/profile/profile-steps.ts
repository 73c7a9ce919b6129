import { Problem } from '../../../../platform/problem.ts'
import type { Redirect, SpaceAsk } from '../../ask.ts'
import { formFields, pathPiece } from '../../form-fields.ts'
import { requireSectionAt, sectionPath } from '../../profile/profile-paths.ts'
import { recordAt } from '../../record-at.ts'

const sectionOf = (ask: SpaceAsk) => requireSectionAt(pathPiece(ask.request, 'section'))

const pathOf = (ask: SpaceAsk): string => sectionPath(recordAt(ask), sectionOf(ask).key)

const spaceOf = ({ spaceId }: SpaceAsk) => ({ spaceId })

/** Takes one line away; the page it leads to puts it back with one press. */
export const deleteLine = async (ask: SpaceAsk): Promise<Redirect> => {
  const id = pathPiece(ask.request, 'line')
  await ask.parts.profile.deleteLine(ask.visitor, spaceOf(ask), id)
  return { to: pathOf(ask), passing: { said: 'profile-deleted', about: id } }
}

/** Puts it back. */
export const restoreLine = async (ask: SpaceAsk): Promise<Redirect> => {
  await ask.parts.profile.restoreLine(ask.visitor, spaceOf(ask), pathPiece(ask.request, 'line'))
  return { to: pathOf(ask), passing: { said: 'profile-restored' } }
}

/** Says that there is nothing to declare. */
export const declareNothing = async (ask: SpaceAsk): Promise<Redirect> => {
  await ask.parts.profile.declareNothing(ask.visitor, spaceOf(ask), sectionOf(ask).key)
  return { to: pathOf(ask), passing: { said: 'profile-nothing' } }
}

/** Keeps whether professionals see the section. */
export const chooseSection = async (ask: SpaceAsk): Promise<Redirect> => {
  const word = formFields(ask.request).get('hidden')
  if (word !== 'yes' && word !== 'no')
    throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'hidden' } })
  await ask.parts.profile.hideSection(ask.visitor, spaceOf(ask), {
    section: sectionOf(ask).key,
    hidden: word === 'yes',
  })
  return { to: pathOf(ask), passing: { said: word === 'yes' ? 'profile-hidden' : 'profile-shown' } }
}

/** Takes what a document says into the profile, or leaves it aside. */
export const answerStated = async (ask: SpaceAsk): Promise<Redirect> => {
  const form = formFields(ask.request)
  const [key, answer] = [form.get('key') ?? '', form.get('answer')]
  if (answer !== 'take' && answer !== 'ignore')
    throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'answer' } })
  if (answer === 'take') await ask.parts.profile.takeStated(ask.visitor, spaceOf(ask), key)
  else await ask.parts.profile.ignoreStated(ask.visitor, spaceOf(ask), key)
  return { to: pathOf(ask), passing: { said: answer === 'take' ? 'profile-added' : 'profile-ignored' } }
}
