import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { PlainList } from '../../components/plain-list.tsx'
import { pathPiece } from '../../form-fields.ts'
import type { Screen } from '../../screen.ts'

/**
 * The same screen for a child's record: who asks comes into the child's space as who they are, in the capacity of a representative,
 * and no screen draws anything a second way.
 */
export const asRepresentative =
  (screen: Screen<SpaceAsk>) =>
  async (ask: SpaceAsk): Promise<Page | Redirect | FastifyReply> => {
    const personId = pathPiece(ask.request, 'child')
    const { visitor, spaceId, ...child } = await ask.parts.families.representedBy(ask.visitor, ask.spaceId, personId)
    return screen({
      ...ask,
      visitor: { ...visitor, under: spaceId },
      spaceId,
      child: { ...child, at: `/my/children/${personId}` },
    })
  }

/**
 * X17: what a parent sees, what the law lets a child keep, when it ends. Right: the same words for every child; they never say whether
 * anything is kept.
 */
export const RepresentativeNotice = ({ ask }: { ask: SpaceAsk }): VNode | null => {
  if (ask.child === undefined) return null
  const words = ask.text.children.record
  const { name, decidesFrom } = ask.child
  return (
    <Notice kind="info">
      <PlainList
        says={[
          words.sees(name),
          ...(decidesFrom === undefined ? [] : [words.law]),
          words.traces(name),
          decidesFrom === undefined ? words.lasts : words.ends(ask.words.date(decidesFrom), name),
        ]}
      />
    </Notice>
  )
}

/** The ways between the pages of a child's record, and back to the list of children; nothing in one's own. */
export const ChildLinks = ({ ask, here }: { ask: SpaceAsk; here: 'documents' | 'history' }): VNode | null => {
  if (ask.child === undefined) return null
  const words = ask.text.children.record
  const other = here === 'documents' ? 'history' : 'documents'
  return (
    <p class="button-row">
      <a class="onward" href="/my/children">
        <Icon name="back" />
        {ask.text.children.heading}
      </a>
      <a class="onward" href={`${ask.child.at}/${other}`}>
        {words.links[other]}
        <Icon name="next" />
      </a>
      <a href={`${ask.child.at}/talk-first`}>{ask.text.talkFirst.link}</a>
    </p>
  )
}
