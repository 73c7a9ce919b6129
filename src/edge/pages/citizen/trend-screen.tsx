import type { Page, SpaceAsk } from '../ask.ts'
import { readTrend, TrendArticle } from '../content/read-trend.tsx'
import { recordAt } from '../record-at.ts'

/** D5: one value over the years, as the documents that may be read have it. */
export const trendScreen = async (ask: SpaceAsk): Promise<Page> => ({
  title: ask.text.results.trend.title,
  side: 'citizen',
  place: 'record',
  body: <TrendArticle ask={ask} followed={await readTrend(ask, ask.spaceId)} at={recordAt(ask)} />,
})
