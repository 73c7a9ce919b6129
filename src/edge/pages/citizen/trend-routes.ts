import type { SpaceAsk } from '../ask.ts'
import type { Screen, ScreenRoute } from '../screen.ts'
import { trendScreen } from './trend-screen.tsx'
import { backUp, pinTrend, sendTrend } from './trend-steps.ts'

/** The pages of one value over the years, under the address of a record: the holder's own, or one that is looked at by `as`. */
export const trendRoutes = (
  at: string,
  as: (screen: Screen<SpaceAsk>) => Screen<SpaceAsk>,
): readonly ScreenRoute<SpaceAsk>[] => {
  const value = `${at}/documents/:id/values/:line`
  return [
    { path: value, get: as(trendScreen) },
    { path: `${value}/csv`, get: as(sendTrend) },
    { path: `${value}/pin`, get: backUp, post: as(pinTrend) },
  ]
}
