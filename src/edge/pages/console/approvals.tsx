import type { VNode } from 'preact'
import { subjectNameOf, type PendingApproval, type TextView } from '../../../areas/enrolment/index.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { Notice } from '../components/notice.tsx'
import { pathPiece } from '../form-fields.ts'
import { TextFacts } from './campaigns/text-facts.tsx'
import { consolePage } from './console-page.tsx'
import { NumberTable } from '../components/number-table.tsx'
import { effectOf, findDeed } from './person-deed.tsx'
import { PersonFactList } from './person-facts.tsx'
import { wordOf } from './word-of.ts'

const hrefOf = ({ kind, subjectId, id }: PendingApproval): string =>
  kind === 'start-campaign' ? `/console/campaigns/${subjectId}` : `/console/approvals/${id}`

/** What waits for a second person, oldest first. */
export const showApprovals = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.staffConsole.approvals
  const pending = await ask.parts.staffRooms.approvals.list(ask.visitor)
  const rows = pending.map((approval) => ({
    key: approval.id,
    cells: [
      wordOf(words.kinds, approval.kind),
      ask.words.date(approval.askedAt),
      ask.words.date(approval.expiresAt),
      <a href={hrefOf(approval)}>{words.look}</a>,
    ],
  }))
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, place: 'today', wide: true },
    rows.length === 0 ? (
      <p>{words.empty}</p>
    ) : (
      <NumberTable
        label={words.heading}
        columns={[words.title, words.askedOn, words.expiresOn, words.look]}
        rows={rows}
      />
    ),
  )
}

/** Who somebody is does not show here: what was asked is looked at, and confirmed, on the command line. */
const isOfIdentity = ({ kind }: PendingApproval): boolean => kind.startsWith('identity-')

const Yes = ({ ask, approval }: { ask: StaffAsk; approval: PendingApproval }): VNode => {
  const words = ask.text.staffConsole.approvals
  const notice = isOfIdentity(approval) ? words.identity(approval.id) : approval.isOwn ? words.own : undefined
  if (notice !== undefined)
    return (
      <Notice kind="info">
        <p>{notice}</p>
      </Notice>
    )
  return (
    <form method="post" action={`/console/approvals/${approval.id}`}>
      <button class="button" type="submit">
        {words.confirm}
      </button>
    </form>
  )
}

const Ways = ({ ask, approval }: { ask: StaffAsk; approval: PendingApproval }): VNode => (
  <>
    <Yes ask={ask} approval={approval} />
    <form method="post" action={`/console/approvals/${approval.id}/withdraw`}>
      <button class="button button-quiet" type="submit">
        {ask.text.staffConsole.approvals.withdraw}
      </button>
    </form>
  </>
)

/** The very words that would be approved, and where to read them. */
const AskedText = ({ ask, text }: { ask: StaffAsk; text: TextView | undefined }): VNode => {
  const words = ask.text.letterDesk
  if (text === undefined)
    return (
      <Notice kind="attention">
        <p>{words.changed}</p>
      </Notice>
    )
  return (
    <>
      <TextFacts ask={ask} text={text} />
      <p>
        <a href={`/console/campaigns/letters/${text.version}`}>{words.read}</a>
      </p>
    </>
  )
}

/** One demand: what it would do, about whom, and who may confirm. */
export const showApproval = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.staffConsole.approvals
  const { persons } = ask.parts.staffRooms
  const { approval, facts, text } = await persons.readApproved(ask.visitor, pathPiece(ask.request, 'id'))
  const deed = findDeed(ask, approval.kind.replace('person-', ''))
  return consolePage(
    ask,
    { title: words.title, heading: wordOf(words.kinds, approval.kind), place: 'today' },
    <>
      {subjectNameOf(approval) === 'text' ? <AskedText ask={ask} text={text} /> : null}
      {subjectNameOf(approval) === 'case' ? (
        <p>
          <a href={`/console/accesses/${approval.subjectId}`}>{ask.text.suspicionDesk.seeCase}</a>
        </p>
      ) : null}
      <p class="lead">{deed === undefined || facts === undefined ? '' : effectOf(ask, deed, facts)}</p>
      <FactList
        facts={[
          { name: words.who, says: facts?.name },
          { name: words.askedOn, says: ask.words.date(approval.askedAt) },
          { name: words.expiresOn, says: ask.words.date(approval.expiresAt) },
        ]}
      />
      {facts === undefined ? null : <PersonFactList ask={ask} facts={facts} />}
      <Ways ask={ask} approval={approval} />
    </>,
  )
}

/** The second person says yes: it is done now. */
export const confirmApproval = async (ask: StaffAsk): Promise<Redirect> => {
  await ask.parts.staffRooms.approvals.confirm(ask.visitor, pathPiece(ask.request, 'id'))
  return { to: '/console/approvals', passing: { said: 'done' } }
}

/** Gives the demand up. */
export const withdrawApproval = async (ask: StaffAsk): Promise<Redirect> => {
  await ask.parts.staffRooms.approvals.withdraw(ask.visitor, pathPiece(ask.request, 'id'))
  return { to: '/console/approvals', passing: { said: 'settled' } }
}
