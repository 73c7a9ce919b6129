import { Problem } from '../../../platform/problem.ts'
import type { OwnEmergency } from '../../../areas/emergencies/index.ts'
import type { Page, ProfessionalAsk, Redirect } from '../ask.ts'
import { ErrorSummary, type FieldFault } from '../components/error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFields, pathPiece } from '../form-fields.ts'

/** The newest emergency of the visitor in the space that the address names; the answer for none is that of an unknown space. */
const requireOwn = async (ask: ProfessionalAsk): Promise<OwnEmergency> => {
  const spaceId = pathPiece(ask.request, 'space')
  const own = (await ask.parts.emergencies.listOwn(ask.visitor)).find((each) => each.spaceId === spaceId)
  if (own === undefined) throw new Problem('refused', 'not-open-to-you')
  return own
}

const draw = (ask: ProfessionalAsk, own: OwnEmergency, faults: readonly FieldFault[]): Page => {
  const words = ask.text.emergency.after
  const { date, time } = ask.words
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={faults} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead(date(own.openedAt), time(own.openedAt))}</p>
        <p>{own.isOver ? words.over(date(own.noteUntil), time(own.noteUntil)) : words.underWay(time(own.endsAt))}</p>
        <form method="post" action={ask.path} class="stack" novalidate>
          <TextField
            name="note"
            label={words.note}
            hint={words.noteHint}
            autocomplete="off"
            maxlength={2000}
            fault={faults[0]?.says}
          />
          <p class="button-row">
            <button class="button" type="submit">
              {own.isOver ? words.save : words.end}
            </button>
            {own.isOver ? (
              <a href="/pro">{ask.text.professional.spent.back}</a>
            ) : (
              <a href={`/pro/patients/${own.spaceId}/documents`}>{ask.text.entering.others.back}</a>
            )}
          </p>
        </form>
      </div>
    ),
  }
}

/** R15: what was opened and when, the note, the way to end it early. */
export const showAfter = async (ask: ProfessionalAsk): Promise<Page> => draw(ask, await requireOwn(ask), [])

/** Ends what lasts, with or without a note; what is over takes a note only. */
export const endEmergency = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const own = await requireOwn(ask)
  const note = (formFields(ask.request).get('note') ?? '').trim().slice(0, 2000)
  if (own.isOver && note === '')
    return draw(ask, own, [{ fieldId: 'note', says: ask.text.emergency.after.noteMissing }])
  await ask.parts.emergencies.close(ask.visitor, own.spaceId, note)
  return { to: '/pro', passing: { said: own.isOver ? 'emergency-noted' : 'emergency-ended' } }
}
