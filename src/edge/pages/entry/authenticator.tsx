import type { VNode } from 'preact'
import type { Page, Redirect } from '../ask.ts'
import { TextField } from '../components/text-field.tsx'
import type { FormFault } from '../form-fault.ts'
import { formFields } from '../form-fields.ts'
import { entryFault } from './entry-fault.ts'
import { entryPage, faultAt, GoOn } from './entry-page.tsx'
import { meansStep } from './means.tsx'
import { newMeans } from './new-means.ts'
import { stepAt } from './step-at.ts'
import type { EntryAsk } from './with-entry.ts'

const path = '/open/means/app'

interface Shown {
  /** base32, as the app takes it */
  secret: string
  /** our own drawing of the square; after a wrong code it is not drawn again, the app has it already */
  qrSvg?: string
  fault?: FormFault
}

const inGroups = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ')

const Key = ({ ask, shown }: { ask: EntryAsk; shown: Shown }): VNode => {
  const words = ask.text.opening.app
  return (
    <>
      {shown.qrSvg === undefined ? null : (
        <figure class="square">
          <figcaption>{words.scan}</figcaption>
          <div aria-hidden="true" dangerouslySetInnerHTML={{ __html: shown.qrSvg }} />
        </figure>
      )}
      <p>
        {words.type}
        <br />
        <code class="figures secret">{inGroups(shown.secret)}</code>
      </p>
    </>
  )
}

const drawApp = (ask: EntryAsk, shown: Shown): Page => {
  const words = ask.text.opening.app
  const { fault } = shown
  return entryPage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      lead: words.lead,
      ...stepAt(ask, meansStep),
      ...faultAt('code', fault),
    },
    <>
      <Key ask={ask} shown={shown} />
      <form method="post" action={path} class="stack" novalidate>
        <input type="hidden" name="secret" value={shown.secret} />
        <TextField
          name="code"
          kind="code"
          label={words.code}
          autocomplete="one-time-code"
          maxlength={20}
          fault={fault?.says}
        />
        <GoOn ask={ask}>
          {fault === undefined ? null : <a href={path}>{words.again}</a>}
          <a href="/open/means">{ask.text.opening.password.other}</a>
        </GoOn>
      </form>
    </>,
  )
}

/** An authenticator app, before the password that it goes with: a new key at each call, until one is confirmed. */
export const showApp = async (ask: EntryAsk): Promise<Page | Redirect> => {
  const means = newMeans(ask)
  if (await means.hasApp()) return { to: '/open/means/password' }
  const { secret, qrSvg } = await means.beginApp()
  return drawApp(ask, { secret, qrSvg })
}

/** Puts the app into use when its first code fits. */
export const takeApp = async (ask: EntryAsk): Promise<Page | Redirect> => {
  const words = ask.text.opening.app
  const fields = formFields(ask.request)
  const secret = (fields.get('secret') ?? '').replaceAll(/[^A-Z2-7]/g, '').slice(0, 64)
  const code = (fields.get('code') ?? '').trim().slice(0, 20)
  if (code === '') return drawApp(ask, { secret, fault: { says: words.codeMissing, status: 422 } })
  try {
    await newMeans(ask).confirmApp(code)
    return { to: '/open/means/password' }
  } catch (error) {
    return drawApp(ask, { secret, fault: entryFault(ask, error, words.code) })
  }
}
