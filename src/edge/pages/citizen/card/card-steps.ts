import type { Redirect, SpaceAsk } from '../../ask.ts'
import { formFields } from '../../form-fields.ts'
import { recordAt } from '../../record-at.ts'
import type { Screen, ScreenRoute } from '../../screen.ts'
import { sendCardOf, sendCardPage, sendCardPicture } from './card-files.tsx'
import { cardPath } from './card-path.ts'
import { cardScreen, editCard } from './card-screen.tsx'
import { placesPath, placesScreen } from './places-screen.tsx'
import { sheetPath, visitSheet, visitSheetWithQuestions } from './visit-sheet.tsx'

/** Keeps what the card shows. */
const saveCard = async (ask: SpaceAsk): Promise<Redirect> => {
  const ids = formFields(ask.request).getAll('line')
  await ask.parts.profile.chooseCard(ask.visitor, { spaceId: ask.spaceId }, ids)
  return { to: cardPath(recordAt(ask)), passing: { said: 'card-saved' } }
}

/** The pages of an emergency card, under the address of a record. */
export const cardRoutes = (
  at: string,
  as: (screen: Screen<SpaceAsk>) => Screen<SpaceAsk>,
): readonly ScreenRoute<SpaceAsk>[] => [
  { path: cardPath(at), get: as(cardScreen) },
  { path: sheetPath(at), get: as(visitSheet), post: as(visitSheetWithQuestions) },
  { path: placesPath(at), get: as(placesScreen) },
  { path: `${placesPath(at)}/wallet`, get: as(sendCardOf('wallet')) },
  { path: `${placesPath(at)}/fridge`, get: as(sendCardOf('fridge')) },
  { path: `${placesPath(at)}/picture`, get: as(sendCardPicture) },
  { path: `${placesPath(at)}/page`, get: as(sendCardPage) },
  { path: `${cardPath(at)}/edit`, get: as(editCard), post: as(saveCard) },
]
