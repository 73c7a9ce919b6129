import type { VNode } from 'preact'
import type { Means, PasskeyView } from '../../../../areas/identity/index.ts'
import { sentenceOf, type Page, type SpaceAsk } from '../../ask.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { PasskeyForm } from '../../components/passkey-form.tsx'
import { Said } from '../../components/said.tsx'
import { TextField } from '../../components/text-field.tsx'
import type { FormFault } from '../../form-fault.ts'
import { isProven, proofAddress } from '../../fresh-proof.ts'
import { contactPath } from './contact-screen.tsx'
import { passwordPath } from './password-screen.tsx'

const Passkey = ({ ask, passkey }: { ask: SpaceAsk; passkey: PasskeyView }): VNode => {
  const words = ask.text.security
  const used = passkey.lastUsedAt === undefined ? words.neverUsed : words.usedAt(ask.words.date(passkey.lastUsedAt))
  return (
    <li class="row">
      <div class="row-main">
        <strong>{passkey.name}</strong>
        <p class="quiet">
          {words.createdAt(ask.words.date(passkey.createdAt))}, {used}
        </p>
      </div>
      <a href={`/my/security/passkeys/${passkey.id}/remove`} aria-label={words.removeNamed(passkey.name)}>
        {words.remove}
      </a>
    </li>
  )
}

const Passkeys = ({ ask, passkeys }: { ask: SpaceAsk; passkeys: readonly PasskeyView[] }): VNode => {
  const words = ask.text.security
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">{words.passkeys}</h2>
      <p class="quiet">{words.passkeysSay}</p>
      {passkeys.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="rows">
          {passkeys.map((passkey) => (
            <Passkey key={passkey.id} ask={ask} passkey={passkey} />
          ))}
        </ul>
      )}
    </section>
  )
}

const Proof = ({ ask }: { ask: SpaceAsk }): VNode => (
  <>
    <p>{ask.text.security.prove}</p>
    <p>
      <a class="button button-secondary" href={proofAddress(ask)}>
        {ask.text.security.proveButton}
      </a>
    </p>
  </>
)

/** Where the script asks what a new passkey must be. */
export const passkeyOptionsPath = '/my/security/passkey'

const isFull = ({ passkeys, maxPasskeys }: Means): boolean => passkeys.length >= maxPasskeys

const NewPasskey = ({ ask, means }: { ask: SpaceAsk; means: Means }): VNode => {
  const words = ask.text.security
  if (isFull(means)) return <p>{sentenceOf(ask, 'passkeys-too-many', { max: means.maxPasskeys })}</p>
  if (!isProven(ask)) return <Proof ask={ask} />
  return (
    <PasskeyForm action="/my/security" options={passkeyOptionsPath} button={words.addButton} failed={words.addFailed}>
      <TextField
        name="name"
        label={words.addName}
        hint={words.addHint}
        autocomplete="off"
        maxlength={60}
        value={words.addDefault}
      />
    </PasskeyForm>
  )
}

const Add = ({ ask, means }: { ask: SpaceAsk; means: Means }): VNode => {
  const words = ask.text.security
  return (
    <section aria-labelledby="add">
      <h2 id="add">{words.add}</h2>
      <p class="quiet">{words.addNeeds}</p>
      <NewPasskey ask={ask} means={means} />
    </section>
  )
}

const Others = ({ ask, means }: { ask: SpaceAsk; means: Means }): VNode => {
  const words = ask.text.security
  const { email, phone } = means.contact
  const contacts = [email, phone].flatMap((contact) => contact ?? [])
  return (
    <section aria-labelledby="others">
      <h2 id="others">{words.others}</h2>
      <FactList
        facts={[
          { name: words.password, says: means.login === undefined ? words.isNot : words.passwordIs(means.login) },
          { name: words.totp, says: means.hasTotp ? words.totpIs : words.isNot },
          { name: words.code, says: contacts.length === 0 ? words.isNot : contacts.join(', ') },
          ...(ask.parts.doors.includes('citizens')
            ? [{ name: words.nationalIdentity, says: words.nationalIdentitySays }]
            : []),
        ]}
      />
      <p>
        <a href={contactPath}>{words.contact.change}</a>
      </p>
      {means.hasPassword ? (
        <p>
          <a href={passwordPath}>{words.passwordChange.change}</a>
        </p>
      ) : null}
    </section>
  )
}

/** T3 with what went wrong with a new passkey, if anything did. */
export const drawSecurity = async (ask: SpaceAsk, fault?: FormFault): Promise<Page> => {
  const words = ask.text.security
  const means = await ask.parts.credentials.meansOf(ask.spaceId)
  return {
    title: words.title,
    side: 'citizen',
    place: 'more',
    ...(isProven(ask) && !isFull(means) ? { island: 'passkey' } : {}),
    ...(fault === undefined ? {} : { status: fault.status }),
    body: (
      <div class="column">
        {fault === undefined ? null : (
          <Notice kind="stop" focus>
            <p>{fault.says}</p>
          </Notice>
        )}
        <Said ask={ask} sayings={words.said} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <Passkeys ask={ask} passkeys={means.passkeys} />
        <Add ask={ask} means={means} />
        <Others ask={ask} means={means} />
        <section aria-labelledby="leave">
          <h2 id="leave">{words.leave}</h2>
          <form method="post" action="/sign-out">
            <button class="button button-secondary" type="submit">
              <Icon name="leave" />
              {ask.text.shell.signOut}
            </button>
          </form>
        </section>
      </div>
    ),
  }
}

/** T3: the ways to sign in. */
export const securityScreen = (ask: SpaceAsk): Promise<Page> => drawSecurity(ask)
