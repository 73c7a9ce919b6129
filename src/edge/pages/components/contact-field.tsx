import type { VNode } from 'preact'
import { TextField } from './text-field.tsx'

/** Where somebody types the mail address or the phone number by which they want to be reached. */
export const ContactField = (props: {
  words: { contact: string; contactHint: string }
  typed: string
  fault: string | undefined
}): VNode => (
  <TextField
    name="contact"
    label={props.words.contact}
    hint={props.words.contactHint}
    autocomplete="email"
    maxlength={254}
    value={props.typed}
    fault={props.fault}
  />
)
