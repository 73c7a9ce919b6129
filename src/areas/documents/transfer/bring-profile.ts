import type { Opened } from '../../../access/door-opened.ts'
import type { LineLink, ProfileLine } from '../../../reference/profile-entry.ts'
import { createKeepRecall } from '../../notifications/index.ts'
import { sameName } from '../arrange/rules.ts'
import type { TransferParts } from './transfer-documents.ts'
import type { Transfers } from './types.ts'

const everything = { partyIds: [], seesHidden: true, seesSecret: true, seesQuarantined: true }

/** The lines of a space, with what else their links lead to, by names that mean the same elsewhere. */
const readLinked = async ({ vault }: Opened) => {
  const lines = (await vault.listLines()).map((line) => line.open())
  const links = lines.flatMap(({ links: own = [] }) => own)
  const ids = [...new Set(links.filter(({ kind }) => kind === 'document').map(({ id }) => id))]
  const page = { sort: 'created_at', descending: true, limit: ids.length } as const
  const documents = ids.length === 0 ? [] : await vault.listDocuments({ prefilter: everything, ids }, page)
  return {
    lines,
    choices: await vault.findProfileChoices(),
    documents: documents.map((document) => document.open()),
    folders: links.some(({ kind }) => kind === 'folder') ? (await vault.findArrangement()).folders : [],
  }
}

type Handed = Awaited<ReturnType<typeof readLinked>>

/** What makes two lines the same (`src/vault/profile-row.ts`). */
const contentOf = ({ section, fields, nothing, secret }: ProfileLine): string =>
  JSON.stringify([section, Object.entries(fields).toSorted(), nothing ?? false, secret ?? false])

/** The ends of links as they are in the space visited: what stands in both has the id that it has here. */
const namesHere = async (
  { vault, standing }: Opened,
  { lines, documents, folders }: Handed,
): Promise<ReadonlyMap<string, string>> => {
  const here = (await vault.listLines()).map((line) => line.open())
  const arranged = folders.length === 0 ? [] : (await vault.findArrangement()).folders
  const names = new Map<string, string>()
  for (const line of lines) {
    const same = here.find((one) => contentOf(one) === contentOf(line))
    names.set(line.id, same?.id ?? line.id)
  }
  for (const { id, uniqueId } of documents) {
    const place = await vault.findPlace({ hash: standing.keys.indexHash(uniqueId), id })
    if (place.standing !== undefined) names.set(id, place.standing.id)
  }
  for (const { id, name } of folders) {
    const same = arranged.find((one) => one.id === id || sameName(one.name, name))
    if (same !== undefined) names.set(id, same.id)
  }
  return names
}

const relinked = ({ links = [] }: ProfileLine, names: ReadonlyMap<string, string>, correctionId: string): LineLink[] =>
  links.flatMap(({ kind, id }) => {
    const end = kind === 'measure' ? id : names.get(id)
    return end === undefined ? [] : [{ kind, id: end, broughtBy: correctionId }]
  })

const withLinks = ({ links: _before, ...line }: ProfileLine, links: readonly LineLink[]): ProfileLine => ({
  ...line,
  ...(links.length === 0 ? {} : { links }),
})

/** A line that stands in both spaces stays as it is here, and is linked with what it was linked with there. */
const joinLinks = async ({ vault }: Opened, to: string, brought: readonly LineLink[]): Promise<void> => {
  const line = (await vault.listLines()).map((one) => one.open()).find(({ id }) => id === to)
  if (line === undefined) return
  const { links = [] } = line
  const fresh = brought.filter(({ kind, id }) => !links.some((one) => one.kind === kind && one.id === id))
  if (fresh.length > 0) await vault.replaceLine(withLinks(line, [...links, ...fresh]))
}

const takeIn = async (opened: Opened, handed: Handed, correctionId: string): Promise<void> => {
  const names = await namesHere(opened, handed)
  const moved = handed.lines.map((line) => withLinks(line, relinked(line, names, correctionId)))
  await opened.vault.takeLines(moved, correctionId)
  for (const { id, links = [] } of moved) {
    const standing = names.get(id)
    if (standing !== undefined && standing !== id && links.length > 0) await joinLinks(opened, standing, links)
  }
}

/** People are reminded, where their words are now, of what they were reminded of elsewhere. */
const recallOf = async (
  opened: Opened,
  law: Pick<TransferParts, 'clock' | 'parameters'>,
  lines: readonly ProfileLine[],
): Promise<void> => {
  const keepRecall = createKeepRecall(law)
  for (const section of new Set(lines.map((line) => line.section))) await keepRecall(opened, section)
}

/** Brings the medical profile of one space into another, sealed there with its key; a section that is hidden there is hidden here too. */
export const createBringProfile =
  ({ door, ...law }: Pick<TransferParts, 'door' | 'clock' | 'parameters'>): Transfers['bringProfile'] =>
  async ({ correctionId, from, to, visitor }) => {
    const handing = { ...visitor, space: { spaceId: from }, act: 'hand-over-documents' } as const
    const taking = { ...visitor, space: { spaceId: to }, act: 'take-over-documents' } as const
    const { value } = await door.open(handing, readLinked)
    const { lines, choices } = value
    if (lines.length === 0 && choices.hidden.length === 0) return
    await door.open(taking, async (opened) => {
      const mine = await opened.vault.findProfileChoices()
      const hidden = [...new Set([...mine.hidden, ...choices.hidden])]
      if (hidden.length > mine.hidden.length) await opened.vault.keepProfileChoices({ ...mine, hidden })
      await takeIn(opened, value, correctionId)
      await recallOf(opened, law, lines)
    })
  }

/** Takes out of the space that is open what a correction brought of lines, and of links of the lines that stay. */
export const takeProfileBack = async ({ vault }: Opened, correctionId: string): Promise<void> => {
  await vault.withdrawLines(correctionId)
  for (const line of (await vault.listLines()).map((one) => one.open())) {
    const { links = [] } = line
    const own = links.filter(({ broughtBy }) => broughtBy !== correctionId)
    if (own.length < links.length) await vault.replaceLine(withLinks(line, own))
  }
}
