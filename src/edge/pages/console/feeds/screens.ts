import type { StaffAsk } from '../../ask.ts'
import type { ScreenRoute } from '../../screen.ts'
import { staffRoute as at } from '../staff-route.ts'
import { sendBoard, showBoard } from './feed-board.tsx'
import { notifyProducer, showFacility, showSoftware, showSoftwareList } from './feed-cards.tsx'
import { feedsPath } from './feed-paths.ts'

/** The pages about what producers send. */
export const feedScreens: readonly ScreenRoute<StaffAsk>[] = [
  at(feedsPath, 'feeds-view', { get: showBoard }),
  at(`${feedsPath}/csv`, 'feeds-view', { get: sendBoard }),
  at(`${feedsPath}/software`, 'feeds-view', { get: showSoftwareList }),
  at(`${feedsPath}/software/:software`, 'feeds-view', { get: showSoftware }),
  at(`${feedsPath}/facilities/:facility`, 'feeds-view', { get: showFacility }),
  at(`${feedsPath}/facilities/:facility/notify`, 'feeds-notify', { get: showFacility, post: notifyProducer }),
]
