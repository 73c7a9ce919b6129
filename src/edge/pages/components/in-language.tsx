import type { ComponentChildren, VNode } from 'preact'

/** Words in another language than those around them, so that they are read aloud as they should be; `lang` as `otherLanguage` gives it. */
export const InLanguage = (props: { lang: string | undefined; children: ComponentChildren }): VNode =>
  props.lang === undefined ? <>{props.children}</> : <span lang={props.lang}>{props.children}</span>
