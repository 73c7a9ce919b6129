import type { VNode } from 'preact'
import type { LinkedItem, MedicalProfile } from '../../../../areas/profile/index.ts'
import { profileSections } from '../../../../reference/profile-sections.ts'
import type { SpaceAsk } from '../../ask.ts'
import { linkedName, linkWord } from '../../profile/link-words.ts'

const mostDocuments = 50

/** A group of things that a line may be linked with, under one heading. */
export interface Offered {
  heading: string
  items: readonly LinkedItem[]
}

const offeredLines = (ask: SpaceAsk, { parts }: MedicalProfile): Offered[] =>
  profileSections.flatMap((section) => {
    const lines = parts.filter((part) => part.section === section.key).flatMap((part) => part.lines)
    const items = lines.map((line) => ({ kind: 'line' as const, id: line.id, line }))
    return items.length === 0 ? [] : [{ heading: section[ask.lang], items }]
  })

/** What a line may be linked with: other lines, folders, what was measured, and the newest documents. */
export const offeredEnds = async (ask: SpaceAsk, profile: MedicalProfile): Promise<Offered[]> => {
  const space = { spaceId: ask.spaceId }
  const { documents, observations } = ask.parts
  const query = { status: ['current' as const], sort: '-created' as const, count: mostDocuments }
  const own = ask.child === undefined ? await documents.listOwn(ask.visitor, query) : undefined
  const { entries } = own ?? (await documents.listDocuments(ask.visitor, space, query))
  const { kinds } = await observations.surveyMeasurements(ask.visitor, space)
  const words = ask.text.profile.links.headings
  const named: Offered[] = [
    ...offeredLines(ask, profile),
    { heading: words.folder, items: (own?.folders ?? []).map(({ id, name }) => ({ kind: 'folder', id, name })) },
    { heading: words.measure, items: kinds.map(({ kind }) => ({ kind: 'measure', id: kind })) },
    {
      heading: words.document,
      items: entries
        .filter(({ awaitsTalk }) => !awaitsTalk)
        .map((entry) => ({ kind: 'document', id: entry.id, entry })),
    },
  ]
  return named.filter(({ items }) => items.length > 0)
}

/** One group, folded until it is wanted. */
export const OfferedGroup = ({ ask, group }: { ask: SpaceAsk; group: Offered }): VNode => (
  <details>
    <summary>{group.heading}</summary>
    <fieldset class="choices">
      <legend class="unseen">{group.heading}</legend>
      {group.items.map((item) => (
        <label key={item.id} class="choice">
          <input type="checkbox" name="link" value={linkWord(item)} />
          <span>{linkedName(ask, item)}</span>
        </label>
      ))}
    </fieldset>
  </details>
)
