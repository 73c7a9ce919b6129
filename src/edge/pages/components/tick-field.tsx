import type { VNode } from 'preact'
import { Icon } from './icon.tsx'

/** A sentence to agree to by a tick, and what is wrong beside it. */
export const TickField = (props: {
  id: string
  name: string
  says: string
  ticked?: boolean
  fault?: string | undefined
}): VNode => {
  const { id, fault } = props
  return (
    <div class={fault === undefined ? 'tick' : 'tick field-fault'}>
      {fault === undefined ? null : (
        <p class="fault" id={`${id}-fault`}>
          <Icon name="alert" />
          {fault}
        </p>
      )}
      <label class="choice">
        <input
          type="checkbox"
          id={id}
          name={props.name}
          value="yes"
          checked={props.ticked ?? false}
          aria-describedby={fault === undefined ? undefined : `${id}-fault`}
          aria-invalid={fault === undefined ? undefined : 'true'}
        />
        <span>{props.says}</span>
      </label>
    </div>
  )
}
