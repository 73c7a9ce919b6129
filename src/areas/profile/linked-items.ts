import type { Opened } from '../../access/door-opened.ts'
import type { Actor } from '../../access/types.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { LineLink, ProfileLine } from '../../reference/profile-entry.ts'
import { seenKinds } from '../observations/index.ts'
import type { LinkedItem } from './types.ts'

const idsOf = (links: readonly LineLink[], kind: LineLink['kind']): string[] => [
  ...new Set(links.filter((link) => link.kind === kind).map(({ id }) => id)),
]

/** Documents by their ids, as far as this visitor may read them; none that is gone, and none that waits for a talk. */
const readable = async (opened: Opened, ids: readonly string[]): Promise<DocumentEntry[]> => {
  if (ids.length === 0) return []
  const found = await opened.vault.listDocuments(
    { prefilter: opened.prefilter, ids: [...ids], status: ['current', 'superseded'] },
    { sort: 'created_at', descending: true, limit: ids.length },
  )
  return found
    .filter(({ facts }) => opened.judgeAs({ act: 'read-document' }, facts).effect === 'permit')
    .map((document) => document.open())
    .filter(({ awaitsTalk }) => !awaitsTalk)
}

/** Of some kinds, those of which this visitor may see a measurement: decided as where they read them. */
export const measuredKinds = (
  opened: Opened,
  kinds: readonly string[],
  how: { secrets?: readonly boolean[] } = {},
): Promise<string[]> => {
  const { vault, prefilter, judgeAs } = opened
  return seenKinds({ vault, prefilter, judge: (facts) => judgeAs({ act: 'read-measurements' }, facts) }, kinds, how)
}

/** Folders are their holder's alone: who represents them sees none (`src/areas/documents/arrange`). */
const foldersOf = async ({ vault }: Opened, actor: Actor, ids: readonly string[]) =>
  actor.kind === 'holder' && ids.length > 0
    ? (await vault.findArrangement()).folders.filter(({ id }) => ids.includes(id))
    : []

/** The ends of links that this visitor may see, of lines that they see: an end that is gone, or not for them, is not there. */
export const findEnds = async (
  opened: Opened,
  actor: Actor,
  { lines, links }: { lines: readonly ProfileLine[]; links: readonly LineLink[] },
): Promise<(link: LineLink) => LinkedItem | undefined> => {
  const ofKind = (kind: LineLink['kind']): string[] => idsOf(links, kind)
  const documents = await readable(opened, ofKind('document'))
  const folders = await foldersOf(opened, actor, ofKind('folder'))
  const kinds = ofKind('measure').length === 0 ? [] : await measuredKinds(opened, ofKind('measure'))
  const items: LinkedItem[] = [
    ...lines
      .filter(({ nothing }) => nothing !== true)
      .map(({ links: _own, ...line }) => ({ kind: 'line' as const, id: line.id, line })),
    ...documents.map((entry) => ({ kind: 'document' as const, id: entry.id, entry })),
    ...folders.map(({ id, name }) => ({ kind: 'folder' as const, id, name })),
    ...kinds.map((id) => ({ kind: 'measure' as const, id })),
  ]
  const byName = new Map(items.map((item) => [`${item.kind} ${item.id}`, item]))
  return ({ kind, id }) => byName.get(`${kind} ${id}`)
}

/** What each line is linked with, from either end, as far as this visitor may see it. */
export const linkedItems = async (
  opened: Opened,
  actor: Actor,
  lines: readonly ProfileLine[],
): Promise<Map<string, LinkedItem[]>> => {
  const links = lines.flatMap(({ links: own = [] }) => own)
  const linked = new Map<string, LinkedItem[]>()
  if (links.length === 0) return linked
  const endOf = await findEnds(opened, actor, { lines, links })
  const add = (id: string, item: LinkedItem | undefined): void => {
    const before = linked.get(id) ?? []
    if (item === undefined || before.some((one) => one.kind === item.kind && one.id === item.id)) return
    linked.set(id, [...before, item])
  }
  for (const line of lines)
    for (const link of line.links ?? []) {
      const end = endOf(link)
      add(line.id, end)
      if (end?.kind === 'line') add(end.id, endOf({ kind: 'line', id: line.id }))
    }
  return linked
}
