import type { VNode } from 'preact'
import type { Page, Redirect } from '../ask.ts'
import { ContactField } from '../components/contact-field.tsx'
import { formFields } from '../form-fields.ts'
import type { FormFault } from '../form-fault.ts'
import { entryFault } from './entry-fault.ts'
import { entryPage, faultAt, GoOn, type Step } from './entry-page.tsx'
import { stepAt } from './step-at.ts'
import type { EntryAsk } from './with-entry.ts'

/** How to be reached is the third screen; its one-time code belongs to it. */
export const contactStep: Step = [3, 6]

/** On the way back nobody's contact is taken from them: another one is proved, or none. */
const wordsOf = ({ text, view }: EntryAsk) =>
  view.recovery === undefined ? text.opening.contact : { ...text.opening.contact, ...text.lost.contact }

const Form = ({ ask, typed, fault }: { ask: EntryAsk; typed: string; fault: FormFault | undefined }): VNode => {
  const words = wordsOf(ask)
  return (
    <form method="post" action="/open/contact" class="stack" novalidate>
      <ContactField words={words} typed={typed} fault={fault?.says} />
      <GoOn ask={ask}>
        <button class="button button-quiet" type="submit" name="post" value="1">
          {words.post}
        </button>
      </GoOn>
    </form>
  )
}

const drawContact = (ask: EntryAsk, typed: string, fault?: FormFault): Page => {
  const { title, heading, lead } = wordsOf(ask)
  return entryPage(
    ask,
    {
      title,
      heading,
      lead,
      ...stepAt(ask, contactStep),
      ...faultAt('contact', fault),
    },
    <Form ask={ask} typed={typed} fault={fault} />,
  )
}

/** A4: how to be reached, by one field or by letters only. */
export const showContact = async (ask: EntryAsk): Promise<Page> => drawContact(ask, '')

/** Sends a code to what was typed; letters only needs none. */
export const takeContact = async (ask: EntryAsk): Promise<Page | Redirect> => {
  const fields = formFields(ask.request)
  const { entries } = ask.parts
  if (fields.get('post') === '1') {
    await entries.choosePost(ask.secret)
    return { to: ask.view.recovery === undefined ? '/open/choose' : '/open/means' }
  }
  const typed = (fields.get('contact') ?? '').trim().slice(0, 254)
  try {
    await entries.sendContactCode(ask.secret, typed, ask.lang)
    return { to: '/open/contact/code' }
  } catch (error) {
    return drawContact(ask, typed, entryFault(ask, error))
  }
}
