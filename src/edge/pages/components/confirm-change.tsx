import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { Notice } from './notice.tsx'

/** A question before a change: its effect in plain sentences, one button that does it, one link that does nothing. */
export const ConfirmChange = (props: {
  ask: Ask
  heading: string
  says: readonly string[]
  warning?: string
  button: { says: string; isStop: boolean }
  /** the state that the question rests on, for whoever takes the answer: a form sent twice does nothing more */
  state?: string
  /** where the link that does nothing leads; to Access when absent */
  back?: string
}): VNode => (
  <div class="column">
    <h1>{props.heading}</h1>
    {props.warning === undefined ? null : (
      <Notice kind="attention">
        <p>{props.warning}</p>
      </Notice>
    )}
    {props.says.map((sentence) => (
      <p key={sentence}>{sentence}</p>
    ))}
    <form method="post" action={props.ask.path} class="button-row">
      {props.state === undefined ? null : <input type="hidden" name="state" value={props.state} />}
      <button class={props.button.isStop ? 'button button-stop' : 'button'} type="submit">
        {props.button.says}
      </button>
      <a href={props.back ?? '/my/access'}>{props.ask.text.shell.cancel}</a>
    </form>
  </div>
)
