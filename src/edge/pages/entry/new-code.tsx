import type { VNode } from 'preact'
import type { CodeRequest } from '../../../areas/enrolment/index.ts'
import { sourceOf } from '../../sign-in/source-of.ts'
import type { Ask, Page, Redirect } from '../ask.ts'
import { DateField } from '../components/date-field.tsx'
import type { FieldFault } from '../components/error-summary.tsx'
import { PlainList } from '../components/plain-list.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFields } from '../form-fields.ts'
import { checkCardFields, readCardFields, type CardFields } from './card-fields.ts'
import { CardPicture } from './card-picture.tsx'
import { entryFault } from './entry-fault.ts'
import { entryPage, GoOn } from './entry-page.tsx'

/** What somebody typed of their card to be sent something, and what is wrong with it. */
export interface CardForm extends CardFields {
  cardSerial: string
  faults: readonly FieldFault[]
  status: number
}

/** Birth date, number and serial of a card, and the button that sends them to the page's own address. */
export const CardRequestForm = ({ ask, shown, button }: { ask: Ask; shown: CardForm; button: string }): VNode => {
  const words = ask.text.entry.you
  const faultOf = (id: string) => shown.faults.find(({ fieldId }) => fieldId === id)?.says
  const field = { kind: 'letters', autocomplete: 'off', maxlength: 30 } as const
  return (
    <form method="post" action={ask.path} class="stack" novalidate>
      <DateField ask={ask} typed={shown.date} fault={faultOf('birth-day')} />
      <TextField
        {...field}
        name="card-number"
        label={words.cardNumber}
        hint={words.cardNumberHint}
        value={shown.cardNumber}
        fault={faultOf('card-number')}
      />
      <TextField
        {...field}
        name="card-serial"
        label={words.cardSerial}
        hint={words.cardSerialHint}
        value={shown.cardSerial}
        fault={faultOf('card-serial')}
      />
      <CardPicture shows="serial" says={words.serialThere} />
      <GoOn ask={ask} says={button} />
    </form>
  )
}

const drawNewCode = (ask: Ask, shown: CardForm): Page => {
  const { title, heading, lead, button } = ask.text.entry.newCode
  return entryPage(
    ask,
    { title, heading, lead, faults: shown.faults, status: shown.status },
    <CardRequestForm ask={ask} shown={shown} button={button} />,
  )
}

/** A8: a code is lost or over. */
export const showNewCode = (ask: Ask): Page => drawNewCode(ask, emptyCardForm())

/** Nothing typed yet. */
export const emptyCardForm = (): CardForm => ({
  ...readCardFields(new URLSearchParams()),
  cardSerial: '',
  faults: [],
  status: 200,
})

/** How a page asks for something by the card: what it draws again when something is wrong, what it asks, where it leads. */
export interface CardRequest {
  draw(ask: Ask, shown: CardForm): Page
  send(request: CodeRequest): Promise<void>
  to: string
}

/** Takes the form and asks. The answer is the same whoever it is and whatever the insurer knows. */
export const takeCardRequest = async (ask: Ask, { draw, send, to }: CardRequest): Promise<Page | Redirect> => {
  const fields = formFields(ask.request)
  const cardSerial = (fields.get('card-serial') ?? '').trim().slice(0, 30)
  const typed = { ...readCardFields(fields), cardSerial }
  const { birthDate, faults } = checkCardFields(ask, typed)
  const isSerial = /^\d{8,21}$/.test(cardSerial.replaceAll(/[\s.-]/g, ''))
  const all = isSerial ? faults : [...faults, { fieldId: 'card-serial', says: ask.text.entry.you.serialWrong }]
  if (birthDate === undefined || all.length > 0) return draw(ask, { ...typed, faults: all, status: 422 })
  try {
    const { cardNumber } = typed
    await send({ birthDate, cardNumber, cardSerial, source: sourceOf(ask.request) })
    return { to }
  } catch (error) {
    const { says, status } = entryFault(ask, error)
    return draw(ask, { ...typed, faults: [{ fieldId: 'birth-day', says }], status })
  }
}

/** Asks for one. Rules: ENR-12. */
export const takeNewCode = (ask: Ask): Promise<Page | Redirect> =>
  takeCardRequest(ask, { draw: drawNewCode, send: ask.parts.entries.requestCode, to: '/open/new-code/sent' })

/** The words of a page that says what may have happened: the same for everybody. */
export interface SentWords {
  title: string
  heading: string
  lead: string
  says: readonly string[]
  haveCode: string
}

/** After a request by the card: what may have happened, and where a code is typed. */
export const drawSent = (ask: Ask, { title, heading, lead, says, haveCode }: SentWords): Page =>
  entryPage(
    ask,
    { title, heading, lead },
    <>
      <PlainList says={says} />
      <p>
        <a class="button" href="/open">
          {haveCode}
        </a>
      </p>
    </>,
  )

/** What may have happened, in words that hold for everybody. */
export const newCodeSent = (ask: Ask): Page => {
  const { title, sentHeading: heading, sent: lead, sentWays: says, haveCode } = ask.text.entry.newCode
  return drawSent(ask, { title, heading, lead, says, haveCode })
}
