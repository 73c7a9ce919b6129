import type { VNode } from 'preact'
import { deskParameters, mayDo, staffDeeds, type LateRefusals } from '../../../areas/enrolment/index.ts'
import type { StaffAsk } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { lateAddress } from './refusal-search.tsx'

/** How many decisions took effect late, with the way to them for whoever may look; nothing where none did. */
export const LateNotice = ({ ask, late }: { ask: StaffAsk; late: LateRefusals }): VNode | null => {
  const words = ask.text.staffConsole.today
  if (late.count === 0) return null
  return (
    <Notice kind="attention">
      <p>
        {words.lateRefusals(late.count, deskParameters.lateDays)}{' '}
        {mayDo(ask.roles, 'refusals-view', staffDeeds) ? <a href={lateAddress(late)}>{words.seeLateRefusals}</a> : null}
      </p>
    </Notice>
  )
}
