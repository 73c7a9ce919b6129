import type { ComponentChildren, VNode } from 'preact'
import { Icon } from './icon.tsx'

/** What is asked for by more than one field, with what is wrong with it above; the list of faults leads to its id. */
export const FaultBeside = (props: { id: string; fault: string | undefined; children: ComponentChildren }): VNode => (
  <div id={props.id} tabindex={-1}>
    {props.fault === undefined ? null : (
      <p class="fault" id={`${props.id}-fault`}>
        <Icon name="alert" />
        {props.fault}
      </p>
    )}
    {props.children}
  </div>
)
