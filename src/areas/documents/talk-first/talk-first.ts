import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Clock } from '../../../platform/clock.ts'
import { talkFirstKinds } from '../../../reference/talk-first-kinds.ts'
import { addressOf, findUnder } from '../read-document.ts'
import { seenBy, talkedAbout, wished, type Wishes } from './rules.ts'
import type { TalkingFirst } from './types.ts'

interface Parts {
  door: Door
  clock: Clock
}

/** Visits of one space line up at its journal, so that no change is lost. */
const createChange =
  ({ door }: Parts, act: 'see-awaited-document' | 'talk-about-document') =>
  async (visitor: Visitor, documentId: string, change: (before: Wishes, id: string) => Wishes): Promise<void> => {
    const { objectId } = addressOf(documentId)
    const visit = { ...visitor, space: { objectId }, act, documentId: objectId } as const
    await door.open(visit, async (opened) => {
      const { facts } = opened.require(await findUnder(visitor, opened, objectId))
      const before = await opened.vault.findTalkFirst()
      const after = change(before, facts.id)
      if (after !== before) await opened.vault.keepTalkFirst(after)
    })
  }

/** Builds what a person wants to hear from their doctor first. Law: EHDS art. 3, at once for whoever wants it. */
export const createTalkingFirst = (parts: Parts): TalkingFirst => {
  const { door, clock } = parts
  const see = createChange(parts, 'see-awaited-document')
  const note = createChange(parts, 'talk-about-document')
  const offered = () => talkFirstKinds(clock.now().toISOString())
  return {
    listTalkFirst: async (visitor, spaceId) => {
      const visit = { ...visitor, space: { spaceId }, act: 'list-documents' } as const
      const { value } = await door.open(visit, ({ vault }) => vault.findTalkFirst())
      const kinds = value.wishes[visitor.actor.id]?.kinds ?? {}
      return offered().map(({ code, fr, en }) => ({ kind: { code, fr, en }, chosen: kinds[code] !== undefined }))
    },
    wishTalkFirst: async (visitor, spaceId, kinds) => {
      const chosen = { kinds, offered: offered().map(({ code }) => code), at: clock.now().toISOString() }
      const visit = { ...visitor, space: { spaceId }, act: 'wish-to-talk-first' } as const
      await door.open(visit, async ({ vault }) =>
        vault.keepTalkFirst(wished(await vault.findTalkFirst(), visitor.actor.id, chosen)),
      )
    },
    seeBeforeTalk: (visitor, documentId) =>
      see(visitor, documentId, (before, id) => seenBy(before, visitor.actor.id, id)),
    noteTalk: (visitor, documentId) => note(visitor, documentId, talkedAbout),
  }
}
