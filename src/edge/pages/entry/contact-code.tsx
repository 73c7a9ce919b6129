import type { Page, Redirect } from '../ask.ts'
import { ContactCodeForm } from '../components/contact-code-form.tsx'
import type { FormFault } from '../form-fault.ts'
import { formFields } from '../form-fields.ts'
import { contactStep } from './contact.tsx'
import { entryFault } from './entry-fault.ts'
import { entryPage, faultAt } from './entry-page.tsx'
import { stepAt } from './step-at.ts'
import type { EntryAsk } from './with-entry.ts'

const path = '/open/contact/code'

const drawCode = (ask: EntryAsk, sentTo: string, fault?: FormFault): Page => {
  const words = ask.text.opening.contactCode
  return entryPage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      lead: words.lead(sentTo),
      ...stepAt(ask, contactStep),
      ...faultAt('code', fault),
    },
    <ContactCodeForm ask={ask} action={path} other="/open/contact" fault={fault} />,
  )
}

/** The code that proves the contact; without one under way, back to the contact. */
export const showContactCode = async (ask: EntryAsk): Promise<Page | Redirect> =>
  ask.view.codeSentTo === undefined ? { to: '/open/contact' } : drawCode(ask, ask.view.codeSentTo)

/** Takes the code, or sends another. */
export const takeContactCode = async (ask: EntryAsk): Promise<Page | Redirect> => {
  const sentTo = ask.view.codeSentTo
  // Twice pressed: the first has proved it.
  if (sentTo === undefined) return { to: ask.view.contact === undefined ? '/open/contact' : '/open/choose' }
  const fields = formFields(ask.request)
  const code = (fields.get('code') ?? '').trim().slice(0, 20)
  const isAgain = fields.get('again') === '1'
  if (!isAgain && code === '')
    return drawCode(ask, sentTo, { says: ask.text.opening.contactCode.codeMissing, status: 422 })
  try {
    if (!isAgain) {
      await ask.parts.entries.confirmContact(ask.secret, code)
      return { to: '/open/choose' }
    }
    await ask.parts.entries.resendContactCode(ask.secret, ask.lang)
    return { to: path }
  } catch (error) {
    return drawCode(ask, sentTo, entryFault(ask, error))
  }
}
