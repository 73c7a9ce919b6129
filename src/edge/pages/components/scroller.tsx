import type { ComponentChildren, VNode } from 'preact'

/** A labelled group that scrolls sideways by itself, reachable by keyboard: for wide tables on narrow screens. */
export const Scroller = (props: {
  label: string
  /** language of the label where it is not that of what is around */
  lang?: string | undefined
  children: ComponentChildren
}): VNode => (
  <div class="scroller" role="group" aria-label={props.label} tabindex={0} lang={props.lang}>
    {props.children}
  </div>
)
