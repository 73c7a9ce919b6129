import type { VNode } from 'preact'
import { deskParameters, type MandateStart } from '../../../areas/enrolment/index.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import { ChoiceList } from '../components/choice-list.tsx'
import type { FieldFault } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFields } from '../form-fields.ts'
import { consolePage } from './console-page.tsx'
import { enterForm } from './for-staff.ts'
import { typedDay } from '../typed-date.ts'
import { fieldFaultOf, fieldOf, GivenField, readWho, typedText, WhoFields, type WhoTyped } from './who-fields.tsx'
import { wordOf } from './word-of.ts'

const Choices = ({ ask, typed }: { ask: StaffAsk; typed: URLSearchParams }): VNode => {
  const words = ask.text.counterDesk.start
  return (
    <>
      <div id="identityDocument">
        <ChoiceList
          name="identityDocument"
          legend={words.identity}
          chosen={typedText(typed, 'identityDocument')}
          choices={deskParameters.identityDocuments.map((value) => ({ value, label: wordOf(words.documents, value) }))}
        />
        <p class="hint">{words.identityHint}</p>
      </div>
      <div id="givenBy">
        <ChoiceList
          name="givenBy"
          legend={words.given}
          chosen={typedText(typed, 'givenBy')}
          choices={(['self', 'representative'] as const).map((value) => ({ value, label: words.givenBy[value] }))}
        />
      </div>
    </>
  )
}

const StartForm = ({ ask, shown }: { ask: StaffAsk; shown: WhoTyped }): VNode => {
  const words = ask.text.counterDesk.start
  return (
    <form method="post" action="/console/counter" class="stack" novalidate>
      <TextField
        {...fieldOf(shown, 'place')}
        label={words.place}
        hint={words.placeHint}
        autocomplete="on"
        maxlength={100}
      />
      <WhoFields ask={ask} shown={shown} />
      <Choices ask={ask} typed={shown.typed} />
      <TextField
        {...fieldOf(shown, 'representativeBirthDate')}
        label={words.representativeBirthDate}
        hint={words.representativeHint}
        autocomplete="off"
        maxlength={20}
      />
      <GivenField ask={ask} shown={shown} />
      <p>
        <button class="button" type="submit">
          {words.button}
        </button>
      </p>
    </form>
  )
}

const drawStart = (ask: StaffAsk, shown: WhoTyped): Page => {
  const words = ask.text.counterDesk.start
  const { faults } = shown
  return consolePage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      lead: words.lead,
      place: 'counter',
      faults,
      ...(faults.length > 0 ? { status: 422 } : {}),
    },
    <>
      {ask.query.get('over') === '1' ? (
        <Notice kind="info" focus>
          <p>{words.over}</p>
        </Notice>
      ) : null}
      <StartForm ask={ask} shown={shown} />
      <p class="aside">{ask.text.staffConsole.traced}</p>
    </>,
  )
}

/** O13: where, who, which document was seen, who gives the mandate. */
export const showStart = async (ask: StaffAsk): Promise<Page> => {
  await enterForm(ask, 'counter-start')
  return drawStart(ask, { typed: new URLSearchParams(), faults: [] })
}

const readMandate = (ask: StaffAsk, fields: URLSearchParams): { start: MandateStart } | { faults: FieldFault[] } => {
  const read = readWho(ask, fields)
  const givenBy = typedText(fields, 'givenBy')
  const typed = typedText(fields, 'representativeBirthDate')
  const born = typedDay(typed)
  const says = ask.text.staffConsole.find.birthDateWrong
  const faults = [
    ...('faults' in read ? read.faults : []),
    ...(givenBy === '' ? [{ fieldId: 'givenBy', says: ask.text.counterDesk.start.given }] : []),
    ...(typed !== '' && born === undefined ? [{ fieldId: 'representativeBirthDate', says }] : []),
  ]
  if (faults.length > 0 || 'faults' in read) return { faults }
  return {
    start: {
      ...read.who,
      place: typedText(fields, 'place'),
      identityDocument: typedText(fields, 'identityDocument'),
      givenBy: givenBy === 'representative' ? 'representative' : 'self',
      ...(born === undefined ? {} : { representativeBirthDate: born }),
    },
  }
}

/** Begins the session, or says what to correct. */
export const beginMandate = async (ask: StaffAsk): Promise<Page | Redirect> => {
  const typed = formFields(ask.request)
  const read = readMandate(ask, typed)
  if ('faults' in read) {
    await enterForm(ask, 'counter-start')
    return drawStart(ask, { typed, faults: read.faults })
  }
  try {
    return { to: `/console/counter/${await ask.parts.staffRooms.counter.start(ask.visitor, read.start)}` }
  } catch (error) {
    return drawStart(ask, { typed, faults: [fieldFaultOf(ask, error, 'ins')] })
  }
}
