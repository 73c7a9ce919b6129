import type { VNode } from 'preact'
import {
  staffDeeds,
  type CaseView,
  type DeskDeed,
  type LetterFrame,
  type PersonFacts,
} from '../../../areas/enrolment/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { sentenceOf, type Page, type Redirect, type StaffAsk } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { formFields, pathPiece } from '../form-fields.ts'
import { CodeIssueFacts } from './code-issue.tsx'
import { consolePage } from './console-page.tsx'
import { LetterFields, letterFault, readLetter } from './letter-fields.tsx'
import type { WhoTyped } from './who-fields.tsx'

const stopping: readonly DeskDeed[] = ['oppose', 'close', 'suspend', 'record-death', 'drop-means']

/** The deed of a word; nothing for a word that is none. */
export const findDeed = (ask: StaffAsk, wanted: string): DeskDeed | undefined => {
  const names = Object.keys(ask.text.staffConsole.person.deeds)
  return isDeed(wanted, names) ? wanted : undefined
}

const deedOf = (ask: StaffAsk): DeskDeed => {
  const wanted = findDeed(ask, pathPiece(ask.request, 'deed'))
  if (wanted === undefined) throw new Problem('absent', 'page-not-found')
  return wanted
}

const isDeed = (wanted: string, names: readonly string[]): wanted is DeskDeed => names.includes(wanted)

/** What a deed leads to, with the delays in force: a first refusal of somebody with an older record only begins a transition (rules ENR-6). */
export const effectOf = (ask: StaffAsk, deed: DeskDeed, { legacy, state }: PersonFacts): string => {
  const { legacyOppose, lateOppose, effects } = ask.text.staffConsole.person
  if (deed === 'oppose' && state === 'open') return lateOppose
  if (deed === 'oppose' && legacy && state !== 'legacy-opposed') return legacyOppose
  const says = effects[deed]
  return typeof says === 'string' ? says : says(ask.parts.staffRooms.delays())
}

const frameOf = ({ letters }: CaseView, deed: DeskDeed): LetterFrame | undefined =>
  deed === 'oppose' || deed === 'close' ? letters[deed] : undefined

const nothingTyped: WhoTyped = { typed: new URLSearchParams(), faults: [] }

const DeedForm = ({ ask, deed, view, shown }: Shown): VNode => {
  const words = ask.text.staffConsole.person
  const back = `/console/persons/${view.caseId}`
  const frame = frameOf(view, deed)
  if (frame?.signers.length === 0)
    return (
      <>
        <Notice kind="stop">
          <p>{sentenceOf(ask, 'desk-representative-unknown')}</p>
        </Notice>
        <p>
          <a href={back}>{ask.text.shell.cancel}</a>
        </p>
      </>
    )
  return (
    <form method="post" action={`${back}/${deed}`} class="stack" novalidate>
      {deed === 'oppose' ? <input type="hidden" name="state" value={view.state} /> : null}
      {frame === undefined ? null : <LetterFields ask={ask} shown={shown} frame={frame} />}
      <p class="button-row">
        <button class={stopping.includes(deed) ? 'button button-stop' : 'button'} type="submit">
          {isAsked(deed) ? words.ask : words.confirm}
        </button>
        <a href={back}>{ask.text.shell.cancel}</a>
      </p>
    </form>
  )
}

interface Shown {
  ask: StaffAsk
  deed: DeskDeed
  view: CaseView
  shown: WhoTyped
}

const isAsked = (deed: DeskDeed): boolean => staffDeeds.twoPersons.includes(`person-${deed}`)

const drawDeed = async (ask: StaffAsk, shown: WhoTyped): Promise<Page | Redirect> => {
  const words = ask.text.staffConsole.person
  const deed = deedOf(ask)
  const view = await ask.parts.staffRooms.persons.readCase(ask.visitor, pathPiece(ask.request, 'case'))
  if (!view.deeds.includes(deed)) return { to: `/console/persons/${view.caseId}` }
  return consolePage(
    ask,
    {
      title: words.deeds[deed],
      heading: `${words.deeds[deed]} : ${view.name}`,
      place: 'persons',
      faults: shown.faults,
      ...(shown.faults.length > 0 ? { status: 422 } : {}),
    },
    <>
      <p class="lead">{effectOf(ask, deed, view)}</p>
      {isAsked(deed) ? (
        <Notice kind="attention">
          <p>{words.twoPersons}</p>
        </Notice>
      ) : null}
      {deed === 'new-code' && view.issue !== undefined ? <CodeIssueFacts ask={ask} issue={view.issue} /> : null}
      <DeedForm ask={ask} deed={deed} view={view} shown={shown} />
    </>,
  )
}

/** What a deed does, before it is done; of a letter that decides, what it must say. */
export const confirmDeed = (ask: StaffAsk): Promise<Page | Redirect> => drawDeed(ask, nothingTyped)

/** Does the deed, or asks a second person for it; the form again where the letter does not say what it must. */
export const takeDeed = async (ask: StaffAsk): Promise<Page | Redirect> => {
  const caseId = pathPiece(ask.request, 'case')
  const typed = formFields(ask.request)
  const wish = { deed: deedOf(ask), from: typed.get('state') ?? '', letter: readLetter(typed) }
  try {
    const said = await ask.parts.staffRooms.persons.takeDeed(ask.visitor, caseId, wish)
    return { to: `/console/persons/${caseId}`, passing: { said } }
  } catch (error) {
    return drawDeed(ask, { typed, faults: [letterFault(ask, error)] })
  }
}
