import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { maskContact } from '../../../areas/identity/index.ts'
import type { Page, Redirect } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { PasskeyForm } from '../components/passkey-form.tsx'
import type { FormFault } from '../form-fault.ts'
import { formFields } from '../form-fields.ts'
import { postedPasskey, sendPasskeyOptions } from '../posted-passkey.ts'
import { deviceName } from './device-name.ts'
import { arrival } from './enter.ts'
import { newMeans } from './new-means.ts'
import { stepAt } from './step-at.ts'
import { entryFault } from './entry-fault.ts'
import { entryPage, faultAt, type Step } from './entry-page.tsx'
import type { EntryAsk } from './with-entry.ts'

/** The means to come in are the fifth screen. */
export const meansStep: Step = [5, 6]

/** The contact that was proved on the way, masked; nothing for who wants letters only. */
export const provedContact = ({ contact }: EntryAsk['view']): string | undefined =>
  contact === undefined || contact === 'post' ? undefined : maskContact(contact)

const PasskeyCard = ({ ask }: { ask: EntryAsk }): VNode => {
  const words = ask.text.opening.means.passkey
  return (
    <section class="card passkey-card">
      <PasskeyForm action="/open/means" options="/open/means/passkey" button={words.button} failed={words.failed}>
        <h2>{words.heading}</h2>
        <p>{words.says}</p>
      </PasskeyForm>
    </section>
  )
}

const PasswordCard = ({ ask }: { ask: EntryAsk }): VNode => {
  const words = ask.text.opening.means.password
  const contact = provedContact(ask.view)
  return (
    <section class="card">
      <h2>{words.heading}</h2>
      <p>{words.says}</p>
      <p class="button-row">
        {contact === undefined ? null : (
          <a class="button button-secondary" href="/open/means/password">
            {words.sent(contact)}
          </a>
        )}
        <a class="button button-secondary" href="/open/means/app">
          {words.app}
        </a>
        {contact === undefined && ask.view.recovery !== undefined ? (
          <a href="/open/contact">{ask.text.lost.byMessage}</a>
        ) : null}
      </p>
    </section>
  )
}

const IdentityCard = ({ ask }: { ask: EntryAsk }): VNode | null => {
  const words = ask.text.opening.means.identity
  if (!ask.parts.doors.includes('citizens')) return null
  return (
    <section class="card">
      <h2>{words.heading}</h2>
      <p>{words.says}</p>
      <p>
        <a class="button button-secondary" href={`/sign-in/citizens?return_to=${encodeURIComponent(arrival)}`}>
          {ask.text.entry.start.citizens}
        </a>
      </p>
    </section>
  )
}

/** For whoever came by their national identity: they have a means, and may go straight in. */
const Later = ({ ask }: { ask: EntryAsk }): VNode => {
  const words = ask.text.opening.means
  return (
    <form method="post" action="/open/means" class="card">
      <p>{words.laterSays}</p>
      <p>
        <button class="button button-secondary" type="submit" name="later" value="1">
          {words.later}
        </button>
      </p>
    </form>
  )
}

/** Who came by a letter has no other means. On the way back the national identity leads in at once, by its own door. */
const Others = ({ ask }: { ask: EntryAsk }): VNode => {
  if (ask.view.provenBy !== 'code') return <Later ask={ask} />
  return (
    <>
      <PasswordCard ask={ask} />
      {ask.view.recovery === undefined ? <IdentityCard ask={ask} /> : null}
    </>
  )
}

const drawMeans = (ask: EntryAsk, fault?: FormFault): Page => {
  const words = { ...ask.text.opening.means, ...(ask.view.recovery === undefined ? {} : ask.text.lost.means) }
  return entryPage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      ...stepAt(ask, meansStep),
      island: 'passkey',
      ...faultAt('content', fault),
    },
    <>
      <Notice kind={ask.view.recovery === undefined ? 'ok' : 'attention'}>
        <p>{words.done}</p>
      </Notice>
      <PasskeyCard ask={ask} />
      <Others ask={ask} />
    </>,
  )
}

/** A10: how to come in from now on, the passkey first. */
export const showMeans = async (ask: EntryAsk): Promise<Page> => drawMeans(ask)

/** What the passkey must be, asked for at the press of the button. */
export const offerPasskey = (ask: EntryAsk): Promise<FastifyReply> =>
  sendPasskeyOptions(ask, newMeans(ask).offerPasskey)

/** Keeps the passkey that the browser made, or goes in without one where there is another means. */
export const takeMeans = async (ask: EntryAsk): Promise<Page | Redirect> => {
  const means = newMeans(ask)
  const fields = formFields(ask.request)
  if (fields.get('later') === '1' && ask.view.provenBy !== 'code') return means.goOn()
  try {
    const name = deviceName(ask.request.headers['user-agent']) ?? ask.text.opening.means.device
    await means.keepPasskey(postedPasskey(fields), name)
    return await means.goOn()
  } catch (error) {
    return drawMeans(ask, entryFault(ask, error))
  }
}
