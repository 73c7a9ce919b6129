import { deskParameters, mayDo, staffDeeds } from '../../../areas/enrolment/index.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import { ChoiceList } from '../components/choice-list.tsx'
import { Notice } from '../components/notice.tsx'
import { SelectField } from '../components/select-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFields } from '../form-fields.ts'
import { consolePage } from './console-page.tsx'
import { enterForm } from './for-staff.ts'
import { fieldFaultOf, fieldOf, GivenField, readWho, typedText, WhoFields, type WhoTyped } from './who-fields.tsx'
import { wordOf } from './word-of.ts'

const drawFind = (ask: StaffAsk, shown: WhoTyped): Page => {
  const words = ask.text.staffConsole.find
  const { typed, faults } = shown
  const channels = mayDo(ask.roles, 'person-suspend', staffDeeds) ? (['post', 'phone'] as const) : (['phone'] as const)
  const reasons = ['', ...deskParameters.findReasons]
  return consolePage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      lead: words.lead,
      place: 'persons',
      faults,
      ...(faults.length > 0 ? { status: 422 } : {}),
    },
    <>
      {ask.query.get('ended') === '1' ? (
        <Notice kind="info" focus>
          <p>{words.ended}</p>
        </Notice>
      ) : null}
      <form method="post" action="/console/persons" class="stack" novalidate>
        <SelectField
          name="reason"
          label={words.why}
          chosen={typedText(typed, 'reason')}
          options={reasons.map((value) => ({ value, label: value === '' ? '–' : wordOf(words.reasons, value) }))}
        />
        {channels.length === 1 ? (
          <input type="hidden" name="channel" value="phone" />
        ) : (
          <ChoiceList
            name="channel"
            legend={words.channel}
            chosen={typed.get('channel') === 'phone' ? 'phone' : 'post'}
            choices={channels.map((value) => ({ value, label: words.channels[value] }))}
          />
        )}
        <WhoFields ask={ask} shown={shown} />
        <TextField
          {...fieldOf(shown, 'postalCode')}
          label={words.postalCode}
          hint={words.postalCodeHint}
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
      <p class="aside">{ask.text.staffConsole.traced}</p>
    </>,
  )
}

/** O12: who calls or writes says who they are; the reason comes first. */
export const showFind = async (ask: StaffAsk): Promise<Page> => {
  await enterForm(ask, 'desk-find')
  return drawFind(ask, { typed: new URLSearchParams(), faults: [] })
}

/** Opens the case when everything fits; else the form again, the same for unknown and for wrong. */
export const openFound = async (ask: StaffAsk): Promise<Page | Redirect> => {
  const fields = formFields(ask.request)
  const words = ask.text.staffConsole.find
  const read = readWho(ask, fields)
  const postalCode = typedText(fields, 'postalCode')
  const reason = typedText(fields, 'reason')
  const faults = [
    ...(reason === '' ? [{ fieldId: 'reason', says: ask.text.staffConsole.reasonMissing }] : []),
    ...('faults' in read ? read.faults : []),
    ...(postalCode === '' ? [{ fieldId: 'postalCode', says: words.postalCodeMissing }] : []),
  ]
  if (faults.length > 0 || 'faults' in read) {
    await enterForm(ask, 'desk-find')
    return drawFind(ask, { typed: fields, faults })
  }
  const channel = fields.get('channel') === 'post' ? 'post' : 'phone'
  try {
    const search = { ...read.who, postalCode, reason, channel } as const
    return { to: `/console/persons/${await ask.parts.staffRooms.persons.findPerson(ask.visitor, search)}` }
  } catch (error) {
    return drawFind(ask, { typed: fields, faults: [fieldFaultOf(ask, error, 'ins')] })
  }
}
