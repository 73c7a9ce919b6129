import { Problem } from '../../../../platform/problem.ts'
import type { Redirect, SpaceAsk } from '../../ask.ts'
import { careAddress, carePath, readCareSight } from '../../care/care-paths.ts'
import { formFields, pathPiece } from '../../form-fields.ts'
import type { PassingWord } from '../../passing-word.ts'
import { recordAt } from '../../record-at.ts'
import type { Screen, ScreenRoute } from '../../screen.ts'
import { careScreen } from './care-screen.tsx'

const backTo = (ask: SpaceAsk): string => careAddress(carePath(recordAt(ask)), readCareSight(formFields(ask.request)))

const hideLine =
  (hidden: boolean): Screen<SpaceAsk> =>
  async (ask): Promise<Redirect> => {
    const id = pathPiece(ask.request, 'line')
    await ask.parts.careHistory.hideCareLine(ask.visitor, { spaceId: ask.spaceId }, { id, hidden })
    return { to: backTo(ask), passing: { said: hidden ? 'care-hidden' : 'care-shown', about: id } }
  }

const keepLine =
  (secret: boolean): Screen<SpaceAsk> =>
  async (ask): Promise<Redirect> => {
    const id = pathPiece(ask.request, 'line')
    await ask.parts.careHistory.keepCareLine(ask.visitor, { spaceId: ask.spaceId }, { id, secret })
    return { to: backTo(ask), passing: { said: secret ? 'care-kept' : 'care-told', about: id } }
  }

const chooseSight: Screen<SpaceAsk> = async (ask): Promise<Redirect> => {
  const word = formFields(ask.request).get('hidden')
  if (word !== 'yes' && word !== 'no')
    throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'hidden' } })
  await ask.parts.careHistory.hideCare(ask.visitor, { spaceId: ask.spaceId }, word === 'yes')
  const said: PassingWord['said'] = word === 'yes' ? 'care-all-hidden' : 'care-all-shown'
  return { to: backTo(ask), passing: { said } }
}

const back: Screen<SpaceAsk> = async (ask): Promise<Redirect> => ({ to: ask.path.replace(/(\/care)\/.*/, '$1') })

/** The pages of a care history, under the address of a record: the holder's own, or one that is looked at by `as`. */
export const careRoutes = (
  at: string,
  as: (screen: Screen<SpaceAsk>) => Screen<SpaceAsk>,
): readonly ScreenRoute<SpaceAsk>[] => [
  { path: carePath(at), get: as(careScreen) },
  { path: `${carePath(at)}/sight`, get: back, post: as(chooseSight) },
  { path: `${carePath(at)}/:line/hide`, get: back, post: as(hideLine(true)) },
  { path: `${carePath(at)}/:line/show`, get: back, post: as(hideLine(false)) },
  { path: `${carePath(at)}/:line/keep`, get: back, post: as(keepLine(true)) },
  { path: `${carePath(at)}/:line/tell`, get: back, post: as(keepLine(false)) },
]
