import type { ComponentChildren, VNode } from 'preact'
import type { Ask, Page } from '../ask.ts'
import type { IslandName } from '../assets.ts'
import { HelpLine } from '../components/help-line.tsx'
import type { FormFault } from '../form-fault.ts'
import { ErrorSummary, type FieldFault } from '../components/error-summary.tsx'

/** Where one is on the way: the third of six screens is `[3, 6]`. */
export type Step = readonly [number, number]

/** What a page of the way has around its content. */
export interface EntryFrame {
  title: string
  heading: string
  lead?: string | undefined
  step?: Step
  faults?: readonly FieldFault[]
  status?: number
  island?: IslandName
}

/** What a fault makes of a page: its status, and the line above that leads to the field. */
export const faultAt = (fieldId: string, fault: FormFault | undefined): Pick<EntryFrame, 'faults' | 'status'> =>
  fault === undefined ? {} : { status: fault.status, faults: [{ fieldId, says: fault.says }] }

/** A page of the way: what is wrong first, which step this is, the heading, the content, whom to call. */
export const entryPage = (ask: Ask, frame: EntryFrame, children: ComponentChildren): Page => {
  const step = frame.step === undefined ? undefined : ask.text.entry.step(...frame.step)
  return {
    title: step === undefined ? frame.title : `${frame.title} – ${step.toLowerCase()}`,
    side: 'public',
    place: 'none',
    status: frame.status ?? 200,
    ...(frame.island === undefined ? {} : { island: frame.island }),
    body: (
      <div class="column entry">
        <ErrorSummary ask={ask} faults={frame.faults ?? []} />
        {step === undefined ? null : <p class="kicker">{step}</p>}
        <h1>{frame.heading}</h1>
        {frame.lead === undefined ? null : <p class="lead">{frame.lead}</p>}
        {children}
        <HelpLine ask={ask} />
      </div>
    ),
  }
}

/** The one button that goes on, and what may stand beside it. */
export const GoOn = ({ ask, says, children }: { ask: Ask; says?: string; children?: ComponentChildren }): VNode => (
  <p class="button-row">
    <button class="button" type="submit">
      {says ?? ask.text.entry.go}
    </button>
    {children}
  </p>
)
