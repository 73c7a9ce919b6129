import type { VNode } from 'preact'
import type { MedicalProfile, ProfilePart } from '../../../../areas/profile/index.ts'
import type { ProfileLine } from '../../../../reference/profile-entry.ts'
import type { ProfileSection } from '../../../../reference/profile-sections.ts'
import type { Page, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Notice } from '../../components/notice.tsx'
import { Said } from '../../components/said.tsx'
import { pathPiece } from '../../form-fields.ts'
import { DueList, levelWords } from '../../profile/due-list.tsx'
import { LineRow, NothingSaid, StatedRow } from '../../profile/profile-line.tsx'
import { profilePath, requireSectionAt, sectionPath } from '../../profile/profile-paths.ts'
import { lineTitle } from '../../profile/profile-words.ts'
import { recordAt } from '../../record-at.ts'
import { TreatingDoctor } from './treating-doctor.tsx'
import { SectionPapers } from './section-papers.tsx'
import { StillShown } from './keep-screen.tsx'

interface Shown {
  ask: SpaceAsk
  section: ProfileSection
  part: ProfilePart
  /** address of the section */
  path: string
  /** when the person was born, where their vaccinations are shown */
  birthDate?: string | undefined
}

/** What can be done with a line: say it otherwise, take it away. */
const LineDeeds = ({ ask, section, path, line }: Omit<Shown, 'part'> & { line: ProfileLine }): VNode => {
  const words = ask.text.profile
  const title = lineTitle(ask, section, line)
  return (
    <div class="button-row">
      <a href={`${path}/${line.id}`}>
        <span aria-hidden="true">{words.change}</span>
        <span class="unseen">{words.changeNamed(title)}</span>
      </a>
      <form method="post" action={`${path}/${line.id}/delete`}>
        <button class="button button-quiet" type="submit">
          <span aria-hidden="true">{words.remove}</span>
          <span class="unseen">{words.removeNamed(title)}</span>
        </button>
      </form>
    </div>
  )
}

/** What a document says and is not in the profile: taken, or left aside, with one press. Vaccinations stand as they are. */
const Proposed = ({ ask, section, part, path, birthDate }: Shown): VNode | null => {
  const words = ask.text.profile.stated
  if (part.stated.length === 0) return null
  return (
    <section>
      <h2>{words.heading}</h2>
      <ul class="rows">
        {part.stated.map((stated) => (
          <StatedRow
            key={stated.key}
            ask={ask}
            stated={stated}
            documents={`${recordAt(ask)}/documents`}
            level="h3"
            note={birthDate && levelWords(ask, birthDate, stated)}
          >
            {section.key === 'vaccinations' ? null : (
              <form method="post" action={`${path}/stated`} class="button-row">
                <input type="hidden" name="key" value={stated.key} />
                <button class="button button-secondary" type="submit" name="answer" value="take">
                  <span aria-hidden="true">{words.take}</span>
                  <span class="unseen">{words.takeNamed(stated.statement.label)}</span>
                </button>
                <button class="button button-quiet" type="submit" name="answer" value="ignore">
                  <span aria-hidden="true">{words.ignore}</span>
                  <span class="unseen">{words.ignoreNamed(stated.statement.label)}</span>
                </button>
              </form>
            )}
          </StatedRow>
        ))}
      </ul>
    </section>
  )
}

/** The dated word that there is nothing, to be said with one press where nothing stands (rules PML-3). */
const Nothing = ({ ask, section, part, path }: Shown): VNode | null => {
  if (part.lines.length > 0) return null
  const isOwn = ask.child === undefined
  if (part.nothing !== undefined)
    return <NothingSaid ask={ask} section={section} isOwn={isOwn} nothing={part.nothing} />
  if (section.nothing === undefined) return <p class="empty">{ask.text.profile.empty}</p>
  return (
    <form method="post" action={`${path}/nothing`}>
      <button class="button button-secondary" type="submit">
        {section.nothing[ask.lang]}
      </button>
    </form>
  )
}

/** Whether professionals see the section: one press each way. */
const Sight = ({ ask, part, path }: Shown): VNode => {
  const words = ask.text.profile.hidden
  return (
    <form method="post" action={`${path}/choose`} class="stack">
      <p>{part.isHidden ? words.isHidden : words.isShown}</p>
      <input type="hidden" name="hidden" value={part.isHidden ? 'no' : 'yes'} />
      <p>
        <button class="button button-quiet" type="submit">
          {part.isHidden ? words.show : words.hide}
        </button>
      </p>
    </form>
  )
}

/** After a line was deleted: the button that puts it back. */
const TakenAway = ({ ask, path }: Pick<Shown, 'ask' | 'path'>): VNode | null => {
  const { passing, text } = ask
  if (passing?.said !== 'profile-deleted' || passing.about === undefined) return null
  return (
    <Notice kind="ok" focus>
      <p>{text.profile.deleted}</p>
      <form method="post" action={`${path}/${passing.about}/restore`}>
        <button class="button button-quiet" type="submit">
          {text.shell.undo}
        </button>
      </form>
    </Notice>
  )
}

/** After long: whether it still says what they want. Law: R.1111-19; rules PML-26. */
const Reread = ({ ask, part, path }: Shown): VNode | null => {
  const [line] = part.lines
  if (part.toReread !== true || line === undefined) return null
  const words = ask.text.profile.reread
  return (
    <Notice kind="info">
      <p>{words.says(ask.words.date(ask.parts.dayOf(line.changedAt)))}</p>
      <form method="post" action={`${path}/${line.id}/confirm`}>
        <button class="button button-quiet" type="submit">
          {words.still}
        </button>
      </form>
    </Notice>
  )
}

const Lines = ({ ask, section, part, path, linked }: Shown & { linked: MedicalProfile['linked'] }): VNode | null =>
  part.lines.length === 0 ? null : (
    <ul class="rows">
      {part.lines.map((line) => (
        <LineRow
          key={line.id}
          ask={ask}
          section={section}
          line={line}
          isOwn={ask.child === undefined}
          level="h2"
          linked={linked.get(line.id) ?? []}
          at={recordAt(ask)}
        >
          <LineDeeds ask={ask} section={section} path={path} line={line} />
        </LineRow>
      ))}
    </ul>
  )

const Add = ({ ask, section, part, path }: Shown): VNode | null =>
  section.single === true && part.lines.length > 0 ? null : (
    <p class="button-row">
      <a class="button" href={`${path}/add`}>
        {ask.text.profile.add}
        <span class="unseen">{` : ${section.item[ask.lang]}`}</span>
      </a>
      {section.key === 'vaccinations' ? (
        <>
          <a class="button button-quiet" href={`${path}/printed`}>
            {ask.text.profile.printed.link}
          </a>
          <a class="button button-quiet" href={`${path}/box`}>
            {ask.text.profile.box.link}
          </a>
          <a class="button button-quiet" href={`${path}/certificate`}>
            {ask.text.profile.certificate.link}
          </a>
        </>
      ) : null}
    </p>
  )

/** D16 to D20: one section, each line with whose word it is and of when. */
export const sectionScreen = async (ask: SpaceAsk): Promise<Page> => {
  const section = requireSectionAt(pathPiece(ask.request, 'section'))
  const at = recordAt(ask)
  const path = sectionPath(at, section.key)
  const words = ask.text.profile
  const space = { spaceId: ask.spaceId }
  const profile = await ask.parts.profile.readProfile(ask.visitor, space)
  const isVaccines = section.key === 'vaccinations'
  const person = isVaccines ? await ask.parts.identity.readPerson(ask.visitor, space) : undefined
  const part = profile.parts.find((one) => one.section === section.key) ?? {
    section: section.key,
    lines: [],
    stated: [],
    isHidden: false,
  }
  const birthDate = person?.traits.birthDate
  const shown = { ask, section, part, path, birthDate }
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <Said ask={ask} sayings={words.said} />
        <TakenAway ask={ask} path={path} />
        <BackLink href={profilePath(at)} says={words.heading} />
        <h1>{section[ask.lang]}</h1>
        {part.isHidden ? await StillShown(ask, profile, section.key) : null}
        {section.lead === undefined ? null : <p class="lead">{section.lead[ask.lang]}</p>}
        {section.key === 'professionals' ? await TreatingDoctor(ask) : null}
        <Reread {...shown} />
        <Lines {...shown} linked={profile.linked} />
        <Add {...shown} />
        <Nothing {...shown} />
        <Proposed {...shown} />
        {await SectionPapers(ask, section)}
        {birthDate && <DueList ask={ask} profile={profile} birthDate={birthDate} level="h2" />}
        {section.private ? null : <Sight {...shown} />}
      </div>
    ),
  }
}
