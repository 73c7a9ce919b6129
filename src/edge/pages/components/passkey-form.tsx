import type { ComponentChildren, VNode } from 'preact'

/**
 * A form that makes a new passkey and posts it as `credential` (RegistrationResponseJSON). `options` is
 * the address that the script posts to at the press of the button, for `{ options }`. Hidden until the script of the page (`island: 'passkey'`) finds a browser that can.
 */
export const PasskeyForm = (props: {
  action: string
  options: string
  button: string
  /** what to say when no passkey was made */
  failed: string
  children?: ComponentChildren
}): VNode => (
  <form method="post" action={props.action} data-passkey="create" data-options={props.options} hidden>
    <input type="hidden" name="credential" />
    {props.children}
    <button class="button" type="submit">
      {props.button}
    </button>
    <p class="fault" role="alert" data-failed={props.failed} />
  </form>
)
