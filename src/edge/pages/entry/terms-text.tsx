import type { VNode } from 'preact'
import type { TermsVersion } from '../../../areas/identity/index.ts'
import type { Ask } from '../ask.ts'

/** The terms of use and the privacy notice, folded, with their version. */
export const TermsText = (props: { ask: Ask; terms: TermsVersion; heading: string; open?: boolean }): VNode => {
  const headings = props.ask.text.opening.choose.termsHeadings
  const said = props.terms[props.ask.lang]
  return (
    <details class="terms" open={props.open}>
      <summary>{props.heading}</summary>
      {(['whatItIs', 'whatWeDo', 'yourRights'] as const).map((part) => (
        <div key={part}>
          <p class="terms-part">{headings[part]}</p>
          <p>{said[part]}</p>
        </div>
      ))}
    </details>
  )
}
