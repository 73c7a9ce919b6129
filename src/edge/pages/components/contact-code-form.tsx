import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import type { FormFault } from '../form-fault.ts'
import { TextField } from './text-field.tsx'

/** What a form for the code of a contact needs. `contact`: as it was typed, where no pass of the way keeps it. */
interface ContactCode {
  ask: Ask
  action: string
  /** the page on which another contact is typed */
  other: string
  contact?: string
  fault?: FormFault | undefined
}

const Contact = ({ contact }: Pick<ContactCode, 'contact'>): VNode | null =>
  contact === undefined ? null : <input type="hidden" name="contact" value={contact} />

/** The code that was sent to a contact, another code, or another contact. */
export const ContactCodeForm = ({ ask, action, other, contact, fault }: ContactCode): VNode => {
  const words = ask.text.opening.contactCode
  return (
    <>
      <form method="post" action={action} class="stack" novalidate>
        <Contact {...(contact === undefined ? {} : { contact })} />
        <TextField
          name="code"
          kind="code"
          label={words.code}
          hint={words.codeHint}
          autocomplete="one-time-code"
          maxlength={20}
          fault={fault?.says}
        />
        <p class="button-row">
          <button class="button" type="submit">
            {ask.text.entry.go}
          </button>
        </p>
      </form>
      <form method="post" action={action} class="resend">
        <Contact {...(contact === undefined ? {} : { contact })} />
        <p class="button-row">
          <span>{words.again}</span>
          <button class="button button-quiet" type="submit" name="again" value="1">
            {words.resend}
          </button>
          <a href={other}>{words.other}</a>
        </p>
      </form>
    </>
  )
}
