import type { ComponentChildren, VNode } from 'preact'

/**
 * A form that makes a new passkey and posts it as `credential` (RegistrationResponseJSON). `options` is
 * PublicKeyCredentialCreationOptionsJSON. Hidden until the script of the page (`island: 'passkey'`) finds a browser that can.
 */
export const PasskeyForm = (props: {
  action: string
  options: unknown
  button: string
  /** what to say when no passkey was made */
  failed: string
  children?: ComponentChildren
}): VNode => (
  <form method="post" action={props.action} data-passkey="create" data-options={JSON.stringify(props.options)} hidden>
    <input type="hidden" name="credential" />
    {props.children}
    <button class="button" type="submit">
      {props.button}
    </button>
    <p class="fault" role="alert" data-failed={props.failed} />
  </form>
)
