import type { VNode } from 'preact'
import type { LinkedItem, MedicalProfile } from '../../../../areas/profile/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { ProfileLine } from '../../../../reference/profile-entry.ts'
import { findProfileSection } from '../../../../reference/profile-sections.ts'
import { formFault, type FormFault } from '../../form-fault.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { FaultBeside } from '../../components/fault-beside.tsx'
import { formFields, pathPiece } from '../../form-fields.ts'
import { linkedName, linkWord, readLinkWord } from '../../profile/link-words.ts'
import { LinkedList } from '../../profile/linked-list.tsx'
import { sectionPath } from '../../profile/profile-paths.ts'
import { lineTitle } from '../../profile/profile-words.ts'
import { recordAt } from '../../record-at.ts'
import { offeredEnds, OfferedGroup } from './offered-ends.tsx'

/** The page of a line, which its links stand on. */
const linePath = (ask: SpaceAsk, { section, id }: ProfileLine): string => `${sectionPath(recordAt(ask), section)}/${id}`

/** The line that the address names. Problem `absent`, `profile-line-unknown`. */
export const requireLineAt = (ask: SpaceAsk, { parts }: MedicalProfile): ProfileLine => {
  const id = pathPiece(ask.request, 'line')
  const line = parts.flatMap(({ lines }) => lines).find((one) => one.id === id)
  if (line === undefined) throw new Problem('absent', 'profile-line-unknown')
  return line
}

const read = (ask: SpaceAsk): Promise<MedicalProfile> =>
  ask.parts.profile.readProfile(ask.visitor, { spaceId: ask.spaceId })

const titleOf = (ask: SpaceAsk, line: ProfileLine): string => {
  const section = findProfileSection(line.section)
  return section === undefined ? '' : lineTitle(ask, section, line)
}

const draw = async (ask: SpaceAsk, fault?: FormFault): Promise<Page> => {
  const profile = await read(ask)
  const line = requireLineAt(ask, profile)
  const linked = profile.linked.get(line.id) ?? []
  const isFree = ({ kind, id }: LinkedItem): boolean =>
    id !== line.id && !linked.some((one) => one.kind === kind && one.id === id)
  const groups = (await offeredEnds(ask, profile))
    .map(({ heading, items }) => ({ heading, items: items.filter(isFree) }))
    .filter(({ items }) => items.length > 0)
  const words = ask.text.profile.links
  const path = linePath(ask, line)
  return {
    title: ask.text.profile.title,
    side: 'citizen',
    place: 'record',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'links', says: fault.says }]} />
        <BackLink href={path} says={titleOf(ask, line)} />
        <h1>{words.linkNamed(titleOf(ask, line))}</h1>
        <p class="lead">{words.lead}</p>
        {groups.length === 0 ? (
          <p class="empty">{words.none}</p>
        ) : (
          <form method="post" action={`${path}/link`} class="stack">
            <FaultBeside id="links" fault={fault?.says}>
              {groups.map((group) => (
                <OfferedGroup key={group.heading} ask={ask} group={group} />
              ))}
            </FaultBeside>
            <p class="button-row">
              <button class="button" type="submit">
                {words.link}
              </button>
              <a href={path}>{ask.text.shell.cancel}</a>
            </p>
          </form>
        )}
      </div>
    ),
  }
}

/** Asks what a line is linked with (rules PML-6). */
export const askToLink = (ask: SpaceAsk): Promise<Page> => draw(ask)

/** Links it with all that was ticked. */
export const linkLine = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const line = requireLineAt(ask, await read(ask))
  try {
    const words = formFields(ask.request).getAll('link')
    if (words.length === 0) throw new Problem('incorrect', 'profile-link-none', { details: { field: 'link' } })
    for (const word of words) {
      const link = readLinkWord(word)
      if (link === undefined) throw new Problem('incorrect', 'profile-link-unknown', { details: { field: 'link' } })
      await ask.parts.profile.linkLine(ask.visitor, { spaceId: ask.spaceId }, { id: line.id, link })
    }
  } catch (error) {
    return draw(ask, formFault(ask, error))
  }
  return { to: linePath(ask, line), passing: { said: 'profile-linked' } }
}

/** What a line is linked with, on its page: each to be taken away with one press, and the way to more. */
export const LineLinks = ({
  ask,
  profile,
  line,
}: {
  ask: SpaceAsk
  profile: MedicalProfile
  line: ProfileLine
}): VNode => {
  const words = ask.text.profile.links
  const path = linePath(ask, line)
  return (
    <section>
      <h2>{words.heading}</h2>
      <LinkedList
        ask={ask}
        linked={profile.linked.get(line.id) ?? []}
        at={recordAt(ask)}
        beside={(item) => <Unlink ask={ask} path={path} item={item} />}
      />
      <p>
        <a class="button button-secondary" href={`${path}/link`}>
          {words.add}
        </a>
      </p>
    </section>
  )
}

const Unlink = ({ ask, path, item }: { ask: SpaceAsk; path: string; item: LinkedItem }): VNode => {
  const words = ask.text.profile.links
  return (
    <form method="post" action={`${path}/unlink`}>
      <button class="button button-quiet" type="submit" name="link" value={linkWord(item)}>
        <span aria-hidden="true">{words.remove}</span>
        <span class="unseen">{words.removeNamed(linkedName(ask, item))}</span>
      </button>
    </form>
  )
}

/** Takes one link of a line away. */
export const unlinkLine = async (ask: SpaceAsk): Promise<Redirect> => {
  const line = requireLineAt(ask, await read(ask))
  const link = readLinkWord(formFields(ask.request).get('link') ?? '')
  if (link === undefined) throw new Problem('incorrect', 'profile-link-unknown', { details: { field: 'link' } })
  await ask.parts.profile.unlinkLine(ask.visitor, { spaceId: ask.spaceId }, { id: line.id, link })
  return { to: linePath(ask, line), passing: { said: 'profile-unlinked' } }
}
