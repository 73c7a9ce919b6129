import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'

/** Whom to call: with the number where the installation has one. */
export const HelpLine = ({ ask }: { ask: Ask }): VNode => {
  const words = ask.text.entry
  const { helpPhone } = ask.parts
  return helpPhone === undefined ? (
    <p class="aside">{words.stuck}</p>
  ) : (
    <p class="aside">
      {words.stuckAt} <a href={`tel:${helpPhone.replaceAll(/\s/g, '')}`}>{helpPhone}</a>.
    </p>
  )
}
