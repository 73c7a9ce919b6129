import type { ComponentChildren, VNode } from 'preact'

/** A labelled group that scrolls sideways by itself, reachable by keyboard: for wide tables on narrow screens. */
export const Scroller = (props: { label: string; children: ComponentChildren }): VNode => (
  <div class="scroller" role="group" aria-label={props.label} tabindex={0}>
    {props.children}
  </div>
)
