// Passkeys in the browser (Spec: WebAuthn Level 3). A page names its places by attributes; without this script, or in a browser
// without passkeys, they stay hidden and the other ways of signing in are all there is.
//
// Signing in:   <div data-passkey="get" data-options="/address" data-answer="/address" data-return-to="/my" hidden>
//                 <button type="button">…</button> <p role="alert" data-failed="sentence"></p>
// A new one:    <form data-passkey="create" data-options="/address" method="post" hidden>
//                 <input type="hidden" name="credential"> <button>…</button> <p role="alert" data-failed="sentence"></p>

const toBase64Url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const fromBase64Url = (text: string): ArrayBuffer => {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isRequestOptions = (value: unknown): value is PublicKeyCredentialRequestOptionsJSON =>
  isObject(value) && typeof value['challenge'] === 'string'

const isCreationOptions = (value: unknown): value is PublicKeyCredentialCreationOptionsJSON =>
  isRequestOptions(value) && 'user' in value && 'pubKeyCredParams' in value

const toDescriptor = ({ id, transports }: PublicKeyCredentialDescriptorJSON): PublicKeyCredentialDescriptor => ({
  type: 'public-key',
  id: fromBase64Url(id),
  ...(transports ? { transports: transports.filter(isTransport) } : {}),
})

const isTransport = (word: string): word is AuthenticatorTransport =>
  ['ble', 'hybrid', 'internal', 'nfc', 'usb'].includes(word)

const isVerification = (word: string | undefined): word is UserVerificationRequirement =>
  word === 'required' || word === 'preferred' || word === 'discouraged'

/** Browsers of before 2025 do not read the JSON themselves. */
const readRequest = (json: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions => {
  if (typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function')
    return PublicKeyCredential.parseRequestOptionsFromJSON(json)
  const { challenge, timeout, rpId, userVerification, allowCredentials } = json
  return {
    challenge: fromBase64Url(challenge),
    ...(timeout === undefined ? {} : { timeout }),
    ...(rpId === undefined ? {} : { rpId }),
    ...(isVerification(userVerification) ? { userVerification } : {}),
    allowCredentials: (allowCredentials ?? []).map(toDescriptor),
  }
}

const readSelection = (selection: AuthenticatorSelectionCriteria | undefined) =>
  selection === undefined ? {} : { authenticatorSelection: selection }

const readCreation = (json: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions => {
  if (typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function')
    return PublicKeyCredential.parseCreationOptionsFromJSON(json)
  const { challenge, user, rp, pubKeyCredParams, timeout, excludeCredentials, authenticatorSelection } = json
  return {
    challenge: fromBase64Url(challenge),
    rp,
    user: { name: user.name, displayName: user.displayName, id: fromBase64Url(user.id) },
    pubKeyCredParams,
    ...(timeout === undefined ? {} : { timeout }),
    excludeCredentials: (excludeCredentials ?? []).map(toDescriptor),
    ...readSelection(authenticatorSelection),
    attestation: 'none',
  }
}

const writeResponse = (response: AuthenticatorResponse): Record<string, unknown> => {
  const clientDataJSON = toBase64Url(response.clientDataJSON)
  if (response instanceof AuthenticatorAttestationResponse) {
    const transports = typeof response.getTransports === 'function' ? response.getTransports() : []
    return { clientDataJSON, attestationObject: toBase64Url(response.attestationObject), transports }
  }
  if (!(response instanceof AuthenticatorAssertionResponse)) return { clientDataJSON }
  const { authenticatorData, signature, userHandle } = response
  return {
    clientDataJSON,
    authenticatorData: toBase64Url(authenticatorData),
    signature: toBase64Url(signature),
    ...(userHandle === null ? {} : { userHandle: toBase64Url(userHandle) }),
  }
}

const writeCredential = (credential: PublicKeyCredential): unknown => {
  if (typeof credential.toJSON === 'function') return credential.toJSON()
  const { id, rawId, type, authenticatorAttachment, response } = credential
  return {
    id,
    rawId: toBase64Url(rawId),
    type,
    ...(authenticatorAttachment === null ? {} : { authenticatorAttachment }),
    response: writeResponse(response),
    clientExtensionResults: credential.getClientExtensionResults(),
  }
}

const asPasskey = (credential: Credential | null): PublicKeyCredential => {
  if (credential instanceof PublicKeyCredential) return credential
  throw new Error('no passkey')
}

/** What a page says when a passkey did not serve: the server's own sentence, where it gave one. */
class Refusal extends Error {}

/** Posts JSON to our own site and gives the JSON answer. */
const post = async (address: string, body: unknown): Promise<Record<string, unknown>> => {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })
  const said: unknown = await answer.json()
  if (!isObject(said)) throw new Error('no answer')
  if (!answer.ok) throw new Refusal(typeof said['says'] === 'string' ? said['says'] : '')
  return said
}

const signIn = async (place: HTMLElement): Promise<void> => {
  const { options: optionsAddress = '', answer: answerAddress = '', returnTo = '' } = place.dataset
  const { ticket, options } = await post(optionsAddress, {})
  if (!isRequestOptions(options)) throw new Error('no options')
  const credential = asPasskey(await navigator.credentials.get({ publicKey: readRequest(options) }))
  const { to } = await post(answerAddress, { ticket, response: writeCredential(credential), returnTo })
  if (typeof to === 'string') location.assign(to)
}

const register = async (form: HTMLFormElement): Promise<void> => {
  const { options, to } = await post(form.dataset['options'] ?? '', {})
  if (typeof to === 'string') return location.assign(to)
  if (!isCreationOptions(options)) throw new Error('no options')
  const credential = asPasskey(await navigator.credentials.create({ publicKey: readCreation(options) }))
  const field = form.elements.namedItem('credential')
  if (field instanceof HTMLInputElement) field.value = JSON.stringify(writeCredential(credential))
  form.submit()
}

/** Does one ceremony at a time in a place, and says there when it did not succeed. */
const run = async (place: HTMLElement, ceremony: () => Promise<void>): Promise<void> => {
  const [alert, button] = [place.querySelector<HTMLElement>('[role=alert]'), place.querySelector('button')]
  if (alert === null || button === null || button.disabled) return
  button.disabled = true
  alert.textContent = ''
  try {
    await ceremony()
  } catch (error) {
    const said = error instanceof Refusal ? error.message : ''
    alert.textContent = said === '' ? (alert.dataset['failed'] ?? '') : said
    button.focus()
  } finally {
    button.disabled = false
  }
}

const start = (place: HTMLElement): void => {
  if (place instanceof HTMLFormElement) {
    place.addEventListener('submit', (event) => {
      event.preventDefault()
      void run(place, () => register(place))
    })
  } else {
    place.querySelector('button')?.addEventListener('click', () => void run(place, () => signIn(place)))
  }
  place.hidden = false
}

if ('PublicKeyCredential' in window && 'credentials' in navigator)
  document.querySelectorAll<HTMLElement>('[data-passkey]').forEach(start)
