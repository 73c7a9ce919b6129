import type { VNode } from 'preact'
import type { ProfilePart } from '../../../../areas/profile/index.ts'
import { profileSections, type ProfileSection } from '../../../../reference/profile-sections.ts'
import type { Page, SpaceAsk } from '../../ask.ts'
import { carePath } from '../../care/care-paths.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Icon } from '../../components/icon.tsx'
import { Pill } from '../../components/pill.tsx'
import { Said } from '../../components/said.tsx'
import { sectionPath } from '../../profile/profile-paths.ts'
import { lineByline, lineTitle } from '../../profile/profile-words.ts'
import { recordAt } from '../../record-at.ts'
import { bookletPath } from '../booklet/booklet-screen.tsx'
import { cardPath } from '../card/card-path.ts'
import { sheetPath } from '../card/visit-sheet.tsx'
import { RepresentativeNotice } from '../children/child-record.tsx'
import { keepPath, KeptHidden } from './keep-screen.tsx'

const shownLines = 5

/** What stands in a section, in a few words. */
const InShort = ({ ask, section, part }: { ask: SpaceAsk; section: ProfileSection; part: ProfilePart }): VNode => {
  const words = ask.text.profile
  const { lines, nothing, stated } = part
  if (nothing !== undefined)
    return (
      <p>
        {section.nothing?.[ask.lang]} <span class="row-who">{lineByline(ask, nothing, ask.child === undefined)}</span>
      </p>
    )
  const titles = [
    ...lines.map((line) => ({ key: line.id, says: lineTitle(ask, section, line) })),
    ...(section.key === 'vaccinations' ? stated.map(({ key, statement }) => ({ key, says: statement.label })) : []),
  ]
  const proposed = section.key === 'vaccinations' ? 0 : stated.length
  if (titles.length + proposed === 0) return <p class="row-who">{words.empty}</p>
  const more = titles.length - shownLines
  return (
    <ul class="plain-list">
      {titles.slice(0, shownLines).map(({ key, says }) => (
        <li key={key}>{says}</li>
      ))}
      {more > 0 ? <li>{words.more(more)}</li> : null}
      {proposed > 0 ? <li>{words.stated.count(proposed)}</li> : null}
    </ul>
  )
}

const Part = ({ ask, section, part }: { ask: SpaceAsk; section: ProfileSection; part: ProfilePart }): VNode => (
  <li class="row">
    <div class="row-main">
      <h2>
        <a href={sectionPath(recordAt(ask), section.key)}>{section[ask.lang]}</a>
        {part.isHidden ? (
          <>
            {' '}
            <Pill icon="hidden" tone="plain" says={ask.text.profile.hidden.pill} />
          </>
        ) : null}
        {part.toReread ? (
          <>
            {' '}
            <Pill icon="info" tone="info" says={ask.text.profile.reread.pill} />
          </>
        ) : null}
      </h2>
      <InShort ask={ask} section={section} part={part} />
    </div>
  </li>
)

/** What a child's booklet shows is not told twice, and what is a grown-up's alone is not asked of a child (rules PML-25). */
const sectionsFor = (isMinor: boolean): readonly ProfileSection[] =>
  profileSections.filter(({ minors, adults }) => minors !== true && !(isMinor && adults === true))

/** The first section in which nothing was said yet, of those that ask for a word. */
const nextOf = (parts: readonly ProfilePart[]): ProfileSection | undefined =>
  profileSections.find(
    ({ key, nothing }) =>
      nothing !== undefined &&
      parts.some((part) => part.section === key && part.lines.length === 0 && part.nothing === undefined),
  )

/** What is made of the profile, and what stands beside it. */
const Beyond = ({ ask, isMinor }: { ask: SpaceAsk; isMinor: boolean }): VNode => {
  const { booklet, care, card } = ask.text
  const at = recordAt(ask)
  const ways: readonly (readonly [string, string])[] = [
    ...(isMinor ? [[bookletPath(at), booklet.heading] as const] : []),
    [carePath(at), care.heading],
    [sheetPath(at), card.sheet.link],
    [cardPath(at), card.heading],
  ]
  return (
    <p class="button-row">
      {ways.map(([href, says]) => (
        <a key={href} class="onward" href={href}>
          {says}
          <Icon name="next" />
        </a>
      ))}
    </p>
  )
}

/** D15: the whole profile in short, a section a row, and the next one to fill. */
export const profileScreen = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.profile
  const at = recordAt(ask)
  const { parts } = await ask.parts.profile.readProfile(ask.visitor, { spaceId: ask.spaceId })
  const next = nextOf(parts)
  const isMinor = await ask.parts.families.isMinor(ask.spaceId)
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <Said ask={ask} sayings={words.said} />
        <KeptHidden ask={ask} />
        <BackLink href={`${at}/documents`} says={ask.text.record.list.title} />
        <h1>{words.heading}</h1>
        <RepresentativeNotice ask={ask} />
        <p class="lead">{words.lead}</p>
        {next === undefined ? null : (
          <p>
            <a class="button" href={sectionPath(at, next.key)}>
              {words.next(next[ask.lang])}
            </a>
          </p>
        )}
        <ul class="rows">
          {sectionsFor(isMinor).map((section) => {
            const part = parts.find((one) => one.section === section.key)
            return part === undefined ? null : <Part key={section.key} ask={ask} section={section} part={part} />
          })}
        </ul>
        {parts.some(({ lines, nothing }) => lines.length > 0 || nothing !== undefined) ? (
          <p>
            <a class="button button-quiet" href={keepPath(at)}>
              {words.keep.link}
            </a>
          </p>
        ) : null}
        <Beyond ask={ask} isMinor={isMinor} />
      </div>
    ),
  }
}
