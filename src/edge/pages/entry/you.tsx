import type { VNode } from 'preact'
import { Problem } from '../../../platform/problem.ts'
import { sourceOf } from '../../sign-in/source-of.ts'
import { sentenceOf, type Ask, type Page, type Redirect } from '../ask.ts'
import { DateField } from '../components/date-field.tsx'
import type { FieldFault } from '../components/error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFields } from '../form-fields.ts'
import { CardPicture } from './card-picture.tsx'
import { entryFault } from './entry-fault.ts'
import { entryPage, GoOn } from './entry-page.tsx'
import { drawStart, firstSteps, type EntryDoor } from './start.tsx'
import { isStop, stopped } from './stopped.tsx'
import { checkCardFields, readCardFields, type CardFields } from './card-fields.ts'

interface Shown extends CardFields {
  /** as it is printed: `7K4P-Q2MD-XYZ2` */
  code: string
  faults: readonly FieldFault[]
  status: number
}

const Form = ({ ask, door, shown }: { ask: Ask; door: EntryDoor; shown: Shown }): VNode => {
  const words = ask.text.entry.you
  const faultOf = (id: string) => shown.faults.find(({ fieldId }) => fieldId === id)?.says
  return (
    <form method="post" action={`/${door}/you`} class="stack" novalidate>
      <input type="hidden" name="code" value={shown.code} />
      <input type="hidden" name="asked" value="1" />
      <DateField ask={ask} typed={shown.date} fault={faultOf('birth-day')} />
      <TextField
        name="card-number"
        kind="letters"
        label={words.cardNumber}
        hint={words.cardNumberHint}
        autocomplete="off"
        maxlength={30}
        value={shown.cardNumber}
        fault={faultOf('card-number')}
      />
      <CardPicture shows="number" says={words.numberThere} />
      <GoOn ask={ask} />
    </form>
  )
}

const drawYou = (ask: Ask, door: EntryDoor, shown: Shown): Page => {
  const words = ask.text.entry.you
  return entryPage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      lead: words.lead,
      step: firstSteps[door][1],
      faults: shown.faults,
      status: shown.status,
    },
    <>
      <p class="typed-code">
        {words.code} <code class="figures">{shown.code}</code> <a href={`/${door}`}>{words.otherCode}</a>
      </p>
      <Form ask={ask} door={door} shown={shown} />
    </>,
  )
}

/** Proves who is there and gives them their pass. Whoever was signed in on this screen is not necessarily that person. */
const prove = async (ask: Ask, door: EntryDoor, proof: { code: string; birthDate: string; cardNumber: string }) => {
  const secret = await ask.parts.entries.proveByCode({ ...proof, source: sourceOf(ask.request) })
  await ask.parts.endSession(ask.request, ask.reply)
  ask.parts.entryCookie.write(ask.reply, secret)
  return { to: door === 'open' ? '/open/contact' : '/refuse/confirm' }
}

const inGroups = (code: string): string => (code.match(/.{1,4}/g) ?? []).join('-')

/**
 * A3: takes the code of the letter, then who one is. The code is neither in an address nor kept by us before it is proved: it
 * travels in the form, so the first of the two posts draws the second form instead of leading to it.
 */
export const takeYou =
  (door: EntryDoor) =>
  async (ask: Ask): Promise<Page | Redirect> => {
    const fields = formFields(ask.request)
    const typed = (fields.get('code') ?? '').slice(0, 30)
    const code = ask.parts.readCode(typed)
    if (code === undefined) return drawStart(ask, door, { typed, fault: sentenceOf(ask, 'code-mistyped') })
    const shown: Shown = { ...readCardFields(fields), code: inGroups(code), faults: [], status: 200 }
    if (fields.get('asked') === null) return drawYou(ask, door, shown)
    const { birthDate, faults } = checkCardFields(ask, shown)
    if (birthDate === undefined || faults.length > 0) return drawYou(ask, door, { ...shown, faults, status: 422 })
    try {
      return await prove(ask, door, { code, birthDate, cardNumber: shown.cardNumber })
    } catch (error) {
      if (error instanceof Problem && isStop(error.reason)) return stopped(ask, error.reason)
      const { says, status } = entryFault(ask, error)
      return drawYou(ask, door, { ...shown, faults: [{ fieldId: 'birth-day', says }], status })
    }
  }

/** Without the form before it there is nothing to show here. */
export const backToStart = (door: EntryDoor) => async (): Promise<Redirect> => ({ to: `/${door}` })
