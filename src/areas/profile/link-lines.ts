import type { Opened } from '../../access/door-opened.ts'
import type { Visitor } from '../../access/types.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { LineLink, ProfileLine } from '../../reference/profile-entry.ts'
import { findEnds, measuredKinds } from './linked-items.ts'
import type { ProfileParts } from './profile-parts.ts'
import { openLines, requireLine } from './seen-line.ts'
import type { Profile } from './types.ts'
import type { Visiting } from './visiting.ts'

/** So many links a line has at most. */
const mostLinks = 50

const isSame =
  (one: LineLink) =>
  ({ kind, id }: LineLink): boolean =>
    kind === one.kind && id === one.id

/** Whether who represents a minor sees nothing of an end: then no chain that they read tells that it was linked. Law: L.1111-5. */
const isKept = async (opened: Opened, link: LineLink, lines: readonly ProfileLine[]): Promise<boolean> => {
  if (link.kind === 'line') return requireLine(lines, link.id).secret === true
  if (link.kind === 'document')
    return (await opened.vault.findDocument(link.id))?.facts.visibility.hiddenFromRepresentatives === true
  if (link.kind === 'folder') return true
  return (await measuredKinds(opened, [link.id], { secrets: [false] })).length === 0
}

const requireEnd = async (opened: Opened, visitor: Visitor, at: { lines: ProfileLine[]; link: LineLink }) => {
  const { lines, link } = at
  const isShaped = link.kind === 'measure' || isUuid(link.id)
  const endOf = isShaped ? await findEnds(opened, visitor.actor, { lines, links: [link] }) : () => undefined
  if (endOf(link) === undefined) throw new Problem('incorrect', 'profile-link-unknown', { details: { field: 'link' } })
}

const replace = async ({ vault }: Opened, { links: _before, ...line }: ProfileLine, links: readonly LineLink[]) => {
  await vault.replaceLine({ ...line, ...(links.length === 0 ? {} : { links }) })
}

/** Builds linking: a link is kept with the line that it was made from, sealed, and seen from both ends. */
export const createLinkLines = (
  { persons, isMinor }: ProfileParts,
  visiting: Visiting,
): Pick<Profile, 'linkLine' | 'unlinkLine'> => {
  const isOfMinor = async ({ alongside, spaceId }: Opened): Promise<boolean> =>
    isMinor((await alongside((connection) => persons.loadPerson(connection, spaceId))).traits.birthDate)
  const isSecret = async (opened: Opened, line: ProfileLine, at: { link: LineLink; lines: ProfileLine[] }) =>
    (await isOfMinor(opened)) && (line.secret === true || (await isKept(opened, at.link, at.lines)))
  return {
    linkLine: (visitor, space, { id, link }) =>
      visiting(visitor, { space }, async (opened, guard) => {
        const lines = await openLines(opened, visitor)
        const line = requireLine(lines, id)
        const { links = [] } = line
        if (isSame(link)({ kind: 'line', id })) throw new Problem('incorrect', 'profile-link-self')
        await requireEnd(opened, visitor, { lines, link })
        await guard([await isSecret(opened, line, { link, lines })])
        const back = link.kind === 'line' ? (requireLine(lines, link.id).links ?? []) : []
        if (links.some(isSame(link)) || back.some(isSame({ kind: 'line', id }))) return
        if (links.length >= mostLinks)
          throw new Problem('conflict', 'profile-links-full', { details: { most: mostLinks } })
        await replace(opened, line, [...links, link])
      }),
    unlinkLine: (visitor, space, { id, link }) =>
      visiting(visitor, { space }, async (opened, guard) => {
        const lines = await openLines(opened, visitor)
        const line = requireLine(lines, id)
        await requireEnd(opened, visitor, { lines, link })
        await guard([await isSecret(opened, line, { link, lines })])
        const without = (one: ProfileLine, gone: LineLink): LineLink[] =>
          (one.links ?? []).filter((other) => !isSame(gone)(other))
        const other = link.kind === 'line' ? requireLine(lines, link.id) : undefined
        await replace(opened, line, without(line, link))
        if (other !== undefined) await replace(opened, other, without(other, { kind: 'line', id }))
      }),
  }
}
