import type { VNode } from 'preact'
import { childExams } from '../../../../areas/profile/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { ProfileSection } from '../../../../reference/profile-sections.ts'
import { sentenceOf, type Page, type Redirect, type SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ErrorSummary, type FieldFault } from '../../components/error-summary.tsx'
import { Said } from '../../components/said.tsx'
import { formFields, pathPiece } from '../../form-fields.ts'
import { requireSectionAt, sectionPath } from '../../profile/profile-paths.ts'
import { recordAt } from '../../record-at.ts'
import { LineLinks, requireLineAt } from './link-screens.tsx'
import { LineForm } from './line-form.tsx'
import { lineSaying, readTypedLine, typedOf, type TypedLine } from './typed-line.ts'

/** A section, and where its pages stand. */
export interface Place {
  section: ProfileSection
  /** address of the section, and of the form */
  back: string
  path: string
}

/** Where a line of the section in the address stands, or a page beside it. */
export const placeOf = (ask: SpaceAsk, last: string): Place => {
  const section = requireSectionAt(pathPiece(ask.request, 'section'))
  const back = sectionPath(recordAt(ask), section.key)
  return { section, back, path: `${back}/${last}` }
}

/** The same for what the vaccinations alone have. */
export const requireVaccinations = (ask: SpaceAsk, last: string): Place => {
  const place = placeOf(ask, last)
  if (place.section.key !== 'vaccinations') throw new Problem('absent', 'page-not-found')
  return place
}

/** A minor alone keeps something from who represents them, in their own session (rules DOC-24). */
const maySecret = async ({ child, parts, spaceId }: SpaceAsk): Promise<boolean> =>
  child === undefined && parts.families.isMinor(spaceId)

/** The form of one line, filled with what was typed or proposed. */
export const drawLine = async (
  ask: SpaceAsk,
  { section, back, path }: Place,
  shown: { typed: TypedLine; fault?: FieldFault; links?: VNode },
): Promise<Page> => {
  const { typed, fault } = shown
  const faults = fault === undefined ? [] : [fault]
  return {
    title: ask.text.profile.title,
    side: 'citizen',
    place: 'record',
    status: fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <Said ask={ask} sayings={ask.text.profile.said} />
        <ErrorSummary ask={ask} faults={faults} />
        <BackLink href={back} says={section[ask.lang]} />
        <h1>{section.item[ask.lang]}</h1>
        <LineForm
          ask={ask}
          section={section}
          typed={typed}
          faults={faults}
          path={path}
          back={back}
          maySecret={await maySecret(ask)}
        />
        {shown.links}
      </div>
    ),
  }
}

const faultOf = (ask: SpaceAsk, { section }: Place, error: unknown): FieldFault => {
  if (!(error instanceof Problem) || (error.kind !== 'incorrect' && error.kind !== 'conflict')) throw error
  const field = String(error.details['field'] ?? section.fields[0]?.key)
  return { fieldId: field, says: sentenceOf(ask, error.reason, error.details) }
}

/** An examination that was chosen in the booklet; a word of an address is taken for nothing else. */
const offered = ({ query }: SpaceAsk): Record<string, string> => {
  const what = query.get('what') ?? ''
  return childExams.some(({ code }) => code === what) ? { what } : {}
}

/** Writes one line. */
export const addLine = async (ask: SpaceAsk): Promise<Page> =>
  drawLine(ask, placeOf(ask, 'add'), { typed: { fields: offered(ask), isSecret: false } })

/** Keeps it; what is wrong is said beside its field, and nothing typed is lost. */
export const saveLine = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const place = placeOf(ask, 'add')
  const typed = readTypedLine(place.section, formFields(ask.request))
  try {
    const saying = lineSaying(place.section, typed)
    const { isNew } = await ask.parts.profile.addLine(ask.visitor, { spaceId: ask.spaceId }, saying)
    return { to: place.back, passing: { said: isNew ? 'profile-added' : 'profile-there' } }
  } catch (error) {
    return drawLine(ask, place, { typed, fault: faultOf(ask, place, error) })
  }
}

/** Says one otherwise, and shows what it is linked with. */
export const changeLine = async (ask: SpaceAsk): Promise<Page> => {
  const profile = await ask.parts.profile.readProfile(ask.visitor, { spaceId: ask.spaceId })
  const line = requireLineAt(ask, profile)
  const place = placeOf(ask, line.id)
  const links = <LineLinks ask={ask} profile={profile} line={line} />
  return drawLine(ask, place, { typed: typedOf(place.section, line), links })
}

/** Keeps what was changed. */
export const saveChangedLine = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const id = pathPiece(ask.request, 'line')
  const place = placeOf(ask, id)
  const typed = readTypedLine(place.section, formFields(ask.request))
  try {
    const changed = { id, saying: lineSaying(place.section, typed) }
    await ask.parts.profile.changeLine(ask.visitor, { spaceId: ask.spaceId }, changed)
    return { to: place.back, passing: { said: 'profile-changed' } }
  } catch (error) {
    return drawLine(ask, place, { typed, fault: faultOf(ask, place, error) })
  }
}

/** Says the same again, as of today. */
export const confirmLine = async (ask: SpaceAsk): Promise<Redirect> => {
  const space = { spaceId: ask.spaceId }
  const { id, section, fields, secret } = requireLineAt(ask, await ask.parts.profile.readProfile(ask.visitor, space))
  const saying = { section, fields, ...(secret === undefined ? {} : { secret }) }
  await ask.parts.profile.changeLine(ask.visitor, space, { id, saying })
  return { to: placeOf(ask, id).back, passing: { said: 'profile-changed' } }
}
