import type { VNode } from 'preact'
import type { LinkedItem, MedicalProfile } from '../../../../areas/profile/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { LineLink, ProfileLine } from '../../../../reference/profile-entry.ts'
import { profileSections } from '../../../../reference/profile-sections.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Said } from '../../components/said.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { formFields } from '../../form-fields.ts'
import { linkedName, linkedPath, linkWord, readLinkWord } from '../../profile/link-words.ts'
import { profilePath, sectionPath } from '../../profile/profile-paths.ts'
import { lineTitle } from '../../profile/profile-words.ts'
import { recordAt } from '../../record-at.ts'

/** Where the lines of the profile stand that something of the record is linked with. */
export const endsPath = (at: string, link: LineLink): string =>
  `${profilePath(at)}/links?${new URLSearchParams({ with: linkWord(link) }).toString()}`

/** What the address names, as far as who looks may see it. Problem `absent`, `page-not-found`. */
const requireEnd = async (ask: SpaceAsk): Promise<Exclude<LinkedItem, { kind: 'line' }>> => {
  const link = readLinkWord(ask.query.get('with') ?? '')
  if (link?.kind === 'document')
    return { kind: 'document', id: link.id, entry: await ask.parts.documents.readDocument(ask.visitor, link.id) }
  if (link?.kind === 'measure') return { kind: 'measure', id: link.id }
  if (link?.kind === 'folder' && ask.child === undefined) {
    const { folders } = await ask.parts.documents.listOwn(ask.visitor, { count: 1 })
    const folder = folders.find(({ id }) => id === link.id)
    if (folder !== undefined) return { kind: 'folder', ...folder }
  }
  throw new Problem('absent', 'page-not-found')
}

interface NamedLine {
  line: ProfileLine
  name: string
  path: string
}

const linesOf = (ask: SpaceAsk, { parts }: MedicalProfile): NamedLine[] =>
  profileSections.flatMap((section) =>
    parts
      .filter((part) => part.section === section.key)
      .flatMap(({ lines }) => lines)
      .map((line) => ({
        line,
        name: `${lineTitle(ask, section, line)} (${section[ask.lang]})`,
        path: `${sectionPath(recordAt(ask), section.key)}/${line.id}`,
      })),
  )

const Linked = ({ ask, lines, action }: { ask: SpaceAsk; lines: readonly NamedLine[]; action: string }): VNode => {
  const words = ask.text.profile.links
  if (lines.length === 0) return <p class="empty">{words.noLine}</p>
  return (
    <ul class="plain-list linked-list">
      {lines.map(({ line, name, path }) => (
        <li key={line.id}>
          <a href={path}>{name}</a>
          <form method="post" action={action}>
            <button class="button button-quiet" type="submit" name="unlink" value={line.id}>
              <span aria-hidden="true">{words.remove}</span>
              <span class="unseen">{words.removeNamed(name)}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}

const Add = ({ ask, lines, action }: { ask: SpaceAsk; lines: readonly NamedLine[]; action: string }): VNode | null => {
  const words = ask.text.profile.links
  if (lines.length === 0) return null
  const options = lines.map(({ line, name }) => ({ value: line.id, label: name }))
  return (
    <form method="post" action={action} class="stack">
      <SelectField name="line" label={words.choose} chosen="" options={options} />
      <p>
        <button class="button" type="submit">
          {words.link}
        </button>
      </p>
    </form>
  )
}

/** What of the profile a document, a folder or a kind of measurement is linked with: the other end of each link. */
export const endsScreen = async (ask: SpaceAsk): Promise<Page> => {
  const end = await requireEnd(ask)
  const profile = await ask.parts.profile.readProfile(ask.visitor, { spaceId: ask.spaceId })
  const all = linesOf(ask, profile)
  const isLinked = ({ line }: NamedLine): boolean =>
    (profile.linked.get(line.id) ?? []).some(({ kind, id }) => kind === end.kind && id === end.id)
  const words = ask.text.profile.links
  const name = linkedName(ask, end)
  const action = endsPath(recordAt(ask), end)
  return {
    title: ask.text.profile.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <Said ask={ask} sayings={ask.text.profile.said} />
        <BackLink href={linkedPath(end, recordAt(ask), false) ?? profilePath(recordAt(ask))} says={name} />
        <h1>{words.endHeading(name)}</h1>
        <Linked ask={ask} lines={all.filter(isLinked)} action={action} />
        <Add ask={ask} lines={all.filter((one) => !isLinked(one))} action={action} />
      </div>
    ),
  }
}

/** Links a line with it, or takes a link away. */
export const changeEnds = async (ask: SpaceAsk): Promise<Redirect> => {
  const { kind, id: end } = await requireEnd(ask)
  const form = formFields(ask.request)
  const [gone, line] = [form.get('unlink'), form.get('line') ?? '']
  const space = { spaceId: ask.spaceId }
  const link = { kind, id: end }
  if (gone === null) await ask.parts.profile.linkLine(ask.visitor, space, { id: line, link })
  else await ask.parts.profile.unlinkLine(ask.visitor, space, { id: gone, link })
  const said = gone === null ? 'profile-linked' : 'profile-unlinked'
  return { to: endsPath(recordAt(ask), link), passing: { said } }
}
