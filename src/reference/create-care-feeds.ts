import { Type, type Static } from 'typebox'
import { careStatements } from './care-kinds.ts'
import { DataFlaw, readData } from './data-file.ts'

const path = 'care/feeds.json'
const text = Type.String({ minLength: 1 })
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

const feed = Type.Object({
  key: Type.String({ pattern: '^[a-z-]{1,32}$' }),
  /** national identifier of the organisation */
  organisation: text,
  fr: text,
  en: text,
  /** keys of statements (data/care/kinds.json) */
  tells: Type.Array(text, { minItems: 1 }),
  lateDays: Type.Integer({ minimum: 0 }),
  from: day,
  until: Type.Optional(day),
})

const schema = Type.Object({
  feeds: Type.Array(feed),
  examples: Type.Array(Type.Object({ organisation: text, at: day, feed: Type.Union([text, Type.Null()]) })),
})

/** An organisation that brings lines into care histories, from the day `from` on to the day before `until`. */
export type CareFeed = Static<typeof feed>

/** Who brings lines into care histories. Days are `YYYY-MM-DD`, or a longer ISO text. */
export interface CareFeeds {
  /** The feed of an organisation on a day, by its national identifier. */
  feedOf(organisation: string, at: string): CareFeed | undefined
  /** A feed by its key, whether it counts still or not. */
  findFeed(key: string): CareFeed | undefined
  /** The feeds that count on a day. */
  feedsAt(at: string): readonly CareFeed[]
}

const checkFeeds = (feeds: readonly CareFeed[]): void => {
  const known = new Set(careStatements.map(({ key }) => key))
  for (const { key, organisation, tells } of feeds) {
    const rivals = feeds.filter((other) => other.key === key || other.organisation === organisation)
    if (rivals.length > 1) throw new DataFlaw(path, key, 'a key or an organisation stands twice')
    if (tells.some((told) => !known.has(told))) throw new DataFlaw(path, key, 'tells a statement that is in no list')
  }
}

/** Reads data/care/feeds.json. Throws DataFlaw for a doubled feed, an unknown statement, or an example that does not hold. */
export const createCareFeeds = (): CareFeeds => {
  const { feeds, examples } = readData(path, schema)
  checkFeeds(feeds)
  const feedsAt = (at: string): CareFeed[] =>
    feeds.filter(({ from, until = '9999-12-31' }) => from <= at.slice(0, 10) && at.slice(0, 10) < until)
  const feedOf: CareFeeds['feedOf'] = (organisation, at) => feedsAt(at).find((one) => one.organisation === organisation)
  for (const { organisation, at, feed: expected } of examples)
    if ((feedOf(organisation, at)?.key ?? null) !== expected)
      throw new DataFlaw(path, `${organisation} ${at}`, 'an example does not hold')
  return Object.freeze<CareFeeds>({ feedOf, feedsAt, findFeed: (wanted) => feeds.find(({ key }) => key === wanted) })
}
