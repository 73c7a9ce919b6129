import type { ComponentChildren, VNode } from 'preact'
import type { ConsolePlace, Page, StaffAsk } from '../ask.ts'
import { ErrorSummary, type FieldFault } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'

/** What a page of the console is made of besides its content. `title` names nobody. */
export interface ConsoleHead {
  title: string
  heading: string
  place: ConsolePlace | 'none'
  lead?: string
  status?: number
  faults?: readonly FieldFault[]
  /** tables need room; forms are read in a column */
  wide?: boolean
}

const Said = ({ ask }: { ask: StaffAsk }): VNode | null => {
  const { said } = ask.text.staffConsole
  const word = ask.passing?.said
  if (word !== 'done' && word !== 'asked' && word !== 'settled' && word !== 'waits') return null
  return (
    <Notice kind="ok" focus>
      <p>{said[word]}</p>
    </Notice>
  )
}

/** A page of the console: what was just done, what is wrong, the heading, the content. */
export const consolePage = (ask: StaffAsk, head: ConsoleHead, children: ComponentChildren): Page => ({
  title: head.title,
  side: 'console',
  place: head.place,
  ...(head.status === undefined ? {} : { status: head.status }),
  body: (
    <div class={head.wide === true ? 'wide' : 'column'}>
      <Said ask={ask} />
      <ErrorSummary ask={ask} faults={head.faults ?? []} />
      <h1>{head.heading}</h1>
      {head.lead === undefined ? null : <p class="lead">{head.lead}</p>}
      {children}
    </div>
  ),
})
