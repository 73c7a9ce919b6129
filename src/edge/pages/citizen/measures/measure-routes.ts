import type { Redirect, SpaceAsk } from '../../ask.ts'
import type { Screen, ScreenRoute } from '../../screen.ts'
import { addMeasure, chooseMeasure, saveMeasure } from './add-measure.tsx'
import { bringFile, importScreen } from './import-screen.tsx'
import { measureScreen, sendMeasure } from './measure-screen.tsx'
import { chooseAboutMeasure, deleteMeasure, restoreMeasure } from './measure-steps.ts'
import { measuresScreen } from './measures-screen.tsx'

const backToList = async ({ path }: SpaceAsk): Promise<Redirect> => ({ to: path.slice(0, path.lastIndexOf('/')) })

/** The pages of what was measured, under the address of a record: the holder's own, or one that is looked at by `as`. */
export const measureRoutes = (
  at: string,
  as: (screen: Screen<SpaceAsk>) => Screen<SpaceAsk>,
): readonly ScreenRoute<SpaceAsk>[] => [
  { path: `${at}/measures`, get: as(measuresScreen) },
  { path: `${at}/measures/add`, get: as(chooseMeasure) },
  { path: `${at}/measures/import`, get: as(importScreen), post: as(bringFile) },
  { path: `${at}/measures/:measure`, get: as(measureScreen) },
  { path: `${at}/measures/:measure/csv`, get: as(sendMeasure) },
  { path: `${at}/measures/:measure/add`, get: as(addMeasure), post: as(saveMeasure) },
  { path: `${at}/measures/:measure/delete`, get: backToList, post: as(deleteMeasure) },
  { path: `${at}/measures/:measure/restore`, get: backToList, post: as(restoreMeasure) },
  { path: `${at}/measures/:measure/choose`, get: backToList, post: as(chooseAboutMeasure) },
]
