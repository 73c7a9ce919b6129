import type { ComponentChildren } from 'preact'
import { maskContact, readContact, type ChannelAddress } from '../../../../areas/identity/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type Page, type Redirect, type SpaceAsk } from '../../ask.ts'
import { ContactCodeForm } from '../../components/contact-code-form.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { ContactField } from '../../components/contact-field.tsx'
import { formFault, type FormFault } from '../../form-fault.ts'
import { formFields } from '../../form-fields.ts'
import { isProven, proveFirst } from '../../fresh-proof.ts'

/** Where a holder changes how they are reached. */
export const contactPath = '/my/security/contact'

interface Drawn {
  ask: SpaceAsk
  heading: string
  lead: string
  field: 'contact' | 'code'
  fault?: FormFault | undefined
}

const draw = ({ ask, heading, lead, field, fault }: Drawn, form: ComponentChildren): Page => ({
  title: ask.text.security.contact.title,
  side: 'citizen',
  place: 'more',
  status: fault?.status ?? 200,
  body: (
    <div class="column">
      <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: field, says: fault.says }]} />
      <h1>{heading}</h1>
      <p class="lead">{lead}</p>
      {form}
    </div>
  ),
})

const drawContact = (ask: SpaceAsk, typed: string, fault?: FormFault): Page => {
  const words = ask.text.opening.contact
  const { heading, lead } = ask.text.security.contact
  return draw(
    { ask, heading, lead, field: 'contact', fault },
    <form method="post" action={contactPath} class="stack" novalidate>
      <ContactField words={words} typed={typed} fault={fault?.says} />
      <p class="button-row">
        <button class="button" type="submit">
          {ask.text.entry.go}
        </button>
        <a href="/my/security">{ask.text.shell.cancel}</a>
      </p>
    </form>,
  )
}

const drawCode = (ask: SpaceAsk, { typed, to }: { typed: string; to: ChannelAddress }, fault?: FormFault): Page => {
  const { heading, lead } = ask.text.opening.contactCode
  return draw(
    { ask, heading, lead: lead(maskContact(to)), field: 'code', fault },
    <ContactCodeForm ask={ask} action={contactPath} other={contactPath} contact={typed} fault={fault} />,
  )
}

/** Asks for another mail address or phone, of somebody who has just proved who they are. */
export const showContact = async (ask: SpaceAsk): Promise<Page | Redirect> =>
  isProven(ask) ? drawContact(ask, '') : proveFirst(ask)

const sendCode = async (ask: SpaceAsk, typed: string, to: ChannelAddress): Promise<Page> => {
  const { credentials } = ask.parts
  try {
    await credentials.sendContactCode(ask.spaceId, { ...to, lang: ask.lang })
    return drawCode(ask, { typed, to })
  } catch (error) {
    const isSms = error instanceof Problem && error.reason.startsWith('sms-')
    const fault = isSms ? { says: sentenceOf(ask, error.reason, error.details), status: 422 } : formFault(ask, error)
    // Nothing was sent: a code is under way to this very address, or to another, whose code this form would use up.
    const isUnderWay = await credentials.hasContactCode(ask.spaceId, to)
    return isUnderWay ? drawCode(ask, { typed, to }, fault) : drawContact(ask, typed, fault)
  }
}

/**
 * Takes the contact, then the code that was sent there. The contact travels in the form: a code proves only the address that it was
 * sent to, so that nothing need be kept in between. Law: rules IDN-10.
 */
export const changeContact = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  if (!isProven(ask)) return proveFirst(ask)
  const fields = formFields(ask.request)
  const typed = (fields.get('contact') ?? '').trim().slice(0, 254)
  const to = readContact(typed)
  if (to === undefined)
    return drawContact(ask, typed, { says: sentenceOf(ask, 'contact-unreadable', { field: 'contact' }), status: 422 })
  const code = fields.get('code')?.trim().slice(0, 20)
  if (code === undefined) return sendCode(ask, typed, to)
  if (code === '') return drawCode(ask, { typed, to }, { says: ask.text.opening.contactCode.codeMissing, status: 422 })
  try {
    await ask.parts.credentials.changeContact(ask.spaceId, { ...to, code })
    return { to: '/my/security', passing: { said: 'contact-changed' } }
  } catch (error) {
    return drawCode(ask, { typed, to }, formFault(ask, error))
  }
}
