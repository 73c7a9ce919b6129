import type { VNode } from 'preact'
import type { MedicalProfile, ProfilePart } from '../../../../areas/profile/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import { profileSections, type ProfileSection } from '../../../../reference/profile-sections.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { FaultBeside } from '../../components/fault-beside.tsx'
import { Notice } from '../../components/notice.tsx'
import { formFault, type FormFault } from '../../form-fault.ts'
import { formFields } from '../../form-fields.ts'
import { profilePath, requireSectionAt, sectionNumber } from '../../profile/profile-paths.ts'
import { recordAt } from '../../record-at.ts'
import { dropOlder, findMade, keepProfile, linesOf } from './keep-profile.ts'

/** Where a document is made of the profile. */
export const keepPath = (at: string): string => `${profilePath(at)}/keep`

interface Offered {
  section: ProfileSection
  part: ProfilePart
}

/** The sections that have something to put into a document. */
const offeredOf = (ask: SpaceAsk, profile: MedicalProfile): Offered[] =>
  profileSections.flatMap((section) => {
    const part = profile.parts.find((one) => one.section === section.key)
    return part === undefined || linesOf(ask, section, profile).length === 0 ? [] : [{ section, part }]
  })

/** What professionals do not see is in no document unless somebody ticks it. */
const isUnseen = ({ section, part }: Offered): boolean => part.isHidden || section.private === true

const Ticks = ({ ask, offered }: { ask: SpaceAsk; offered: readonly Offered[] }): VNode => {
  const words = ask.text.profile.keep
  return (
    <fieldset class="choices">
      <legend>{words.which}</legend>
      {offered.map((one) => (
        <label key={one.section.key} class="choice">
          <input type="checkbox" name="section" value={sectionNumber(one.section.key)} checked={!isUnseen(one)} />
          <span>
            {one.section[ask.lang]}
            {isUnseen(one) ? <span class="row-who">{` ${words.unseen}`}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const draw = async (ask: SpaceAsk, fault?: FormFault): Promise<Page> => {
  const profile = await ask.parts.profile.readProfile(ask.visitor, { spaceId: ask.spaceId })
  const offered = offeredOf(ask, profile)
  const words = ask.text.profile.keep
  const at = recordAt(ask)
  return {
    title: ask.text.profile.title,
    side: 'citizen',
    place: 'record',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'sections', says: fault.says }]} />
        <BackLink href={profilePath(at)} says={ask.text.profile.heading} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.hint}</p>
        {offered.length === 0 ? (
          <p class="empty">{ask.text.profile.empty}</p>
        ) : (
          <form method="post" action={keepPath(at)} class="stack">
            <FaultBeside id="sections" fault={fault?.says}>
              <Ticks ask={ask} offered={offered} />
            </FaultBeside>
            <p class="button-row">
              <button class="button" type="submit">
                {words.button}
              </button>
              <a href={profilePath(at)}>{ask.text.shell.cancel}</a>
            </p>
          </form>
        )}
      </div>
    ),
  }
}

/** Asks which sections go into the document: all that professionals see are ticked (rules PML-11). */
export const askToKeep = (ask: SpaceAsk): Promise<Page> => draw(ask)

/** Where one goes with a document made: it is asked whether one that came in hidden is to be seen. Showing is the holder's alone. */
const made = async (ask: SpaceAsk, documentId: string): Promise<Redirect> => {
  const { visibility } = await ask.parts.documents.readDocument(ask.visitor, documentId)
  const to = profilePath(recordAt(ask))
  return visibility.hidden && ask.child === undefined
    ? { to, passing: { said: 'profile-kept-hidden', about: documentId } }
    : { to, passing: { said: 'profile-kept' } }
}

/** Makes the document of what was ticked. */
export const keepChosen = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  try {
    const chosen = formFields(ask.request)
      .getAll('section')
      .map((number) => requireSectionAt(number).key)
    if (chosen.length === 0) throw new Problem('incorrect', 'profile-keep-none', { details: { field: 'section' } })
    return await made(ask, await keepProfile(ask, chosen))
  } catch (error) {
    return draw(ask, formFault(ask, error))
  }
}

/** Makes it again with the same sections but for those that are hidden by now; what it showed before goes to the bin. */
export const keepAgain = async (ask: SpaceAsk): Promise<Redirect> => {
  const profile = await ask.parts.profile.readProfile(ask.visitor, { spaceId: ask.spaceId })
  const entry = await findMade(ask)
  const before = entry !== undefined && profile.kept?.documentId === entry.id ? profile.kept.sections : undefined
  const chosen = offeredOf(ask, profile)
    .filter((one) => !isUnseen(one) && (before?.includes(one.section.key) ?? true))
    .map(({ section }) => section.key)
  if (chosen.length === 0) return { to: keepPath(recordAt(ask)) }
  const documentId = await keepProfile(ask, chosen)
  await dropOlder(ask)
  return made(ask, documentId)
}

/** Shows the document that was made to professionals. */
export const showKept = async (ask: SpaceAsk): Promise<Redirect> => {
  const entry = await findMade(ask)
  if (entry !== undefined) await ask.parts.documents.showDocument(ask.visitor, entry.id)
  return { to: profilePath(recordAt(ask)), passing: { said: 'profile-kept-shown' } }
}

/** After a document was made that came in hidden: the question whether professionals are to see it. */
export const KeptHidden = ({ ask }: { ask: SpaceAsk }): VNode | null => {
  const words = ask.text.profile.keep
  if (ask.passing?.said !== 'profile-kept-hidden') return null
  return (
    <Notice kind="attention" focus>
      <p>{words.keptHidden}</p>
      <form method="post" action={`${keepPath(recordAt(ask))}/show`}>
        <button class="button button-secondary" type="submit">
          {words.show}
        </button>
      </form>
    </Notice>
  )
}

/** Where a section is hidden that the document still shows, or that it may show: that it does, and the button that makes it again without. */
export const StillShown = async (ask: SpaceAsk, profile: MedicalProfile, key: string): Promise<VNode | null> => {
  const words = ask.text.profile.keep
  const entry = await findMade(ask)
  if (entry === undefined) return null
  const { kept } = profile
  if (kept?.documentId === entry.id && !kept.sections.includes(key)) return null
  return (
    <Notice kind="attention">
      <p>
        {words.stillShown} <a href={`${recordAt(ask)}/documents/${entry.id}`}>{entry.title}</a>
      </p>
      <form method="post" action={`${keepPath(recordAt(ask))}/again`}>
        <button class="button button-secondary" type="submit">
          {words.again}
        </button>
      </form>
    </Notice>
  )
}
