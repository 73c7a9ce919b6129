import type { VNode } from 'preact'
import type { Child } from '../../../../areas/enrolment/index.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Pill } from '../../components/pill.tsx'
import { Said } from '../../components/said.tsx'
import { formFault, type FormFault } from '../../form-fault.ts'
import { formFields } from '../../form-fields.ts'
import { Icon } from '../../components/icon.tsx'
import { ReceivedRequests, SentRequests } from './request-lines.tsx'

const pills = {
  'to-open': { icon: 'info', tone: 'attention' },
  open: { icon: 'check', tone: 'ok' },
  opposed: { icon: 'block', tone: 'plain' },
  closed: { icon: 'lock', tone: 'plain' },
} as const

/** Whom one tick is for: a space that waits or was refused before, and one that is open to a parent who has not said who they are. */
const canOpen = ({ standing, certified }: Child): boolean =>
  standing === 'to-open' || standing === 'opposed' || (standing === 'open' && !certified)

const childAddress = ({ personId }: Child, step: string): string => `/my/children/${personId}/${step}`

const About = ({ ask, child }: { ask: SpaceAsk; child: Child }): VNode => {
  const words = ask.text.children
  return (
    <span>
      <strong>{child.name}</strong>
      <span class="quiet">{words.born(ask.words.date(child.birthDate))}</span>
      {child.standing === 'open' && !child.certified ? <span class="quiet">{words.record.toState}</span> : null}
      {child.opensOn === undefined ? null : <span class="quiet">{words.opensOn(ask.words.date(child.opensOn))}</span>}
      {child.decidesFrom === undefined ? null : (
        <span class="quiet">{words.decidesFrom(ask.words.date(child.decidesFrom), child.name)}</span>
      )}
    </span>
  )
}

const Name = ({ ask, child, ticked }: { ask: SpaceAsk; child: Child; ticked: boolean }): VNode =>
  canOpen(child) ? (
    <label class="choice child-choice">
      <input type="checkbox" name="child" value={child.personId} checked={ticked} />
      <About ask={ask} child={child} />
    </label>
  ) : (
    <p class="child-choice">
      <About ask={ask} child={child} />
    </p>
  )

const Ways = ({ ask, child }: { ask: SpaceAsk; child: Child }): VNode => {
  const words = ask.text.children
  const hasProof = child.standing === 'opposed' && ask.parts.printProof !== undefined
  return (
    <p class="button-row">
      {child.refusable ? (
        <a href={childAddress(child, 'refuse')} aria-label={words.refuseFor(child.name)}>
          {words.refuse}
        </a>
      ) : null}
      {hasProof ? <a href={childAddress(child, 'proof')}>{words.proofFor(child.name)}</a> : null}
      {child.standing === 'open' && child.certified ? (
        <a href={childAddress(child, 'documents')} aria-label={words.record.linkFor(child.name)}>
          {words.record.link}
        </a>
      ) : null}
      {child.invitable ? (
        <a href={childAddress(child, 'invite')} aria-label={ask.text.parents.invite.linkFor(child.name)}>
          {ask.text.parents.invite.link}
        </a>
      ) : null}
      {child.requests.some(({ standing }) => standing === 'waiting') ? (
        <a href={childAddress(child, 'invite/withdraw')} aria-label={ask.text.parents.withdrawal.linkFor(child.name)}>
          {ask.text.parents.withdrawal.link}
        </a>
      ) : null}
      {child.certified && !child.invited ? null : (
        <a href={childAddress(child, 'not-mine')} aria-label={words.notMineFor(child.name)}>
          {words.notMine}
        </a>
      )}
    </p>
  )
}

const Row = (props: { ask: SpaceAsk; child: Child; ticked: boolean }): VNode => {
  const { ask, child } = props
  return (
    <li class={canOpen(child) ? 'row child child-to-open' : 'row child'}>
      <div class="row-main">
        <Name {...props} />
        <SentRequests ask={ask} child={child} />
        <Ways ask={ask} child={child} />
      </div>
      <Pill {...pills[child.standing]} says={ask.text.children.standings[child.standing]} />
    </li>
  )
}

interface Filled {
  ticked: readonly string[]
  fault?: FormFault & { fieldId: string }
}

/** Law: opening in a child's name is for who represents them; the words are said before the button (rules ENR-23). */
const Statement = ({ ask }: { ask: SpaceAsk }): VNode => (
  <>
    <div class="choices">
      <label class="choice">
        <input type="checkbox" name="stated" value="yes" id="statement" />
        <span>{ask.text.children.statement}</span>
      </label>
    </div>
    <p>
      <button class="button" type="submit">
        {ask.text.children.open}
      </button>
    </p>
  </>
)

const List = ({ ask, list, filled }: { ask: SpaceAsk; list: readonly Child[]; filled: Filled }): VNode => (
  <form method="post" action="/my/children" class="stack">
    <fieldset class="choices">
      <legend>{list.some(canOpen) ? ask.text.children.toOpen : ask.text.children.all}</legend>
      <ul class="rows" id="children">
        {list.map((child) => (
          <Row key={child.personId} ask={ask} child={child} ticked={filled.ticked.includes(child.personId)} />
        ))}
      </ul>
    </fieldset>
    {list.some(canOpen) ? <Statement ask={ask} /> : null}
  </form>
)

/** Those whom a measure of protection lets somebody represent: their record is a link away, and nothing of it is changed here. */
const Protected = (props: { ask: SpaceAsk; list: readonly { personId: string; name: string }[] }): VNode | null => {
  const words = props.ask.text.children
  if (props.list.length === 0) return null
  return (
    <section aria-labelledby="protected">
      <h2 id="protected">{words.protected}</h2>
      <ul class="rows">
        {props.list.map(({ personId, name }) => (
          <li key={personId} class="row">
            <p class="row-main">
              <strong>{name}</strong>
            </p>
            <a href={`/my/children/${personId}/documents`} aria-label={words.record.linkFor(name)}>
              {words.record.link}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Nobody = ({ ask }: { ask: SpaceAsk }): VNode => (
  <div class="empty">
    <Icon name="patients" />
    <h2>{ask.text.children.empty.heading}</h2>
    <p>{ask.text.children.empty.says}</p>
  </div>
)

const draw = async (ask: SpaceAsk, given?: Filled): Promise<Page> => {
  const [list, received, protectedOnes] = await Promise.all([
    ask.parts.families.listChildren(ask.spaceId),
    ask.parts.families.listReceived(ask.spaceId),
    ask.parts.families.listProtected(ask.spaceId),
  ])
  const hasChildren = list.length + received.length > 0
  const words = ask.text.children
  // One tick per child: nothing is ticked for anybody.
  const filled = given ?? { ticked: [] }
  return {
    title: words.title,
    side: 'citizen',
    place: 'more',
    ...(filled.fault === undefined ? {} : { status: filled.fault.status }),
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={filled.fault === undefined ? [] : [filled.fault]} />
        <Said ask={ask} sayings={{ ...words.said, ...ask.text.parents.said }} />
        <h1>{words.heading}</h1>
        {hasChildren || protectedOnes.length === 0 ? <p class="lead">{words.lead}</p> : null}
        <ReceivedRequests ask={ask} received={received} />
        {list.length > 0 ? <List ask={ask} list={list} filled={filled} /> : null}
        {hasChildren || protectedOnes.length > 0 ? null : <Nobody ask={ask} />}
        <Protected ask={ask} list={protectedOnes} />
      </div>
    ),
  }
}

/** The children of this account and where their spaces stand. */
export const childrenScreen = (ask: SpaceAsk): Promise<Page> => draw(ask)

/** Opens the ticked spaces with the statement of legal representation; a missing one is said in the form, ticks kept. */
export const openChildren = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const fields = formFields(ask.request)
  const personIds = [...new Set(fields.getAll('child'))]
  const stated = fields.get('stated') === 'yes'
  try {
    await ask.parts.families.openChildren(ask.visitor, ask.spaceId, { personIds, stated })
    return { to: '/my/children', passing: { said: 'children-opened' } }
  } catch (error) {
    const fieldId = personIds.length === 0 ? 'children' : 'statement'
    return draw(ask, { ticked: personIds, fault: { ...formFault(ask, error), fieldId } })
  }
}
