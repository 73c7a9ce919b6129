import type { VNode } from 'preact'

/** Plain sentences, one below the other, each with its mark. */
export const PlainList = ({ says }: { says: readonly string[] }): VNode => (
  <ul class="plain-list">
    {says.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
)
