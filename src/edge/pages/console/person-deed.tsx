import { staffDeeds, type DeskDeed, type PersonFacts } from '../../../areas/enrolment/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { formFields, pathPiece } from '../form-fields.ts'
import { consolePage } from './console-page.tsx'

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
  const { legacyOppose, effects } = ask.text.staffConsole.person
  if (deed === 'oppose' && legacy && state !== 'legacy-opposed') return legacyOppose
  const says = effects[deed]
  return typeof says === 'string' ? says : says(ask.parts.staffRooms.delays())
}

/** What a deed does, before it is done. */
export const confirmDeed = async (ask: StaffAsk): Promise<Page | Redirect> => {
  const words = ask.text.staffConsole.person
  const deed = deedOf(ask)
  const view = await ask.parts.staffRooms.persons.readCase(ask.visitor, pathPiece(ask.request, 'case'))
  const back = `/console/persons/${view.caseId}`
  if (!view.deeds.includes(deed)) return { to: back }
  const isAsked = staffDeeds.twoPersons.includes(`person-${deed}`)
  return consolePage(
    ask,
    { title: words.deeds[deed], heading: `${words.deeds[deed]} : ${view.name}`, place: 'persons' },
    <>
      <p class="lead">{effectOf(ask, deed, view)}</p>
      {isAsked ? (
        <Notice kind="attention">
          <p>{words.twoPersons}</p>
        </Notice>
      ) : null}
      <form method="post" action={`${back}/${deed}`} class="button-row">
        {deed === 'oppose' ? <input type="hidden" name="state" value={view.state} /> : null}
        <button class={stopping.includes(deed) ? 'button button-stop' : 'button'} type="submit">
          {isAsked ? words.ask : words.confirm}
        </button>
        <a href={back}>{ask.text.shell.cancel}</a>
      </form>
    </>,
  )
}

/** Does the deed, or asks a second person for it. */
export const takeDeed = async (ask: StaffAsk): Promise<Redirect> => {
  const caseId = pathPiece(ask.request, 'case')
  const said = await ask.parts.staffRooms.persons.takeDeed(ask.visitor, caseId, {
    deed: deedOf(ask),
    from: formFields(ask.request).get('state') ?? '',
  })
  return { to: `/console/persons/${caseId}`, passing: { said } }
}
