import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { TextField } from './text-field.tsx'

/** Where a password is chosen, with the rules it follows; `label`: where it is not the first. Law: rules IDN-7. */
export const NewPasswordField = (field: { ask: Ask; label?: string; fault: string | undefined }): VNode => {
  const words = field.ask.text.opening.password
  return (
    <TextField
      name="password"
      kind="password"
      label={field.label ?? words.password}
      hint={words.passwordHint}
      autocomplete="new-password"
      maxlength={200}
      fault={field.fault}
    />
  )
}
