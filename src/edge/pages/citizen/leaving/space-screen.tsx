import type { VNode } from 'preact'
import type { LifeProof, SpaceStanding } from '../../../../areas/enrolment/index.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { DoorCard } from '../../components/door-card.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { Notice } from '../../components/notice.tsx'
import { Said } from '../../components/said.tsx'

interface Shown {
  ask: SpaceAsk
  standing: SpaceStanding
}

const Dates = ({ ask, standing }: Shown): VNode => {
  const words = ask.text.leaving.space
  const date = (day: string | undefined): string => (day === undefined ? '' : ask.words.date(day))
  return (
    <FactList
      facts={[
        { name: words.closedOn, says: date(standing.closedOn) },
        { name: words.erasedOn, says: date(standing.erasedOn) },
        { name: words.closesOn, says: date(standing.closesOn) },
      ]}
    />
  )
}

/** The proof of what was decided, on the page itself: it can be printed, and taken as PDF where letters can be made. */
const Proof = ({ ask, proof }: { ask: SpaceAsk; proof: LifeProof }): VNode => {
  const words = ask.text.leaving.space
  const { date, time } = ask.words
  return (
    <section aria-labelledby="proof" class="card">
      <h2 id="proof">{words.proof}</h2>
      <p>{words.proofs[proof.kind]}</p>
      <FactList
        facts={[
          { name: words.decidedAt, says: words.at(date(proof.decidedAt), time(proof.decidedAt)) },
          { name: words.reference, says: proof.reference },
        ]}
      />
      {ask.parts.printProof === undefined ? null : (
        <p>
          <a href="/my/space/proof">{words.pdf}</a>
        </p>
      )}
      <p class="quiet">{words.print}</p>
    </section>
  )
}

const Step = (props: { action: string; says: string; button: string; isMain: boolean }): VNode => (
  <form method="post" action={props.action} class="button-row">
    <button class={props.isMain ? 'button' : 'button button-secondary'} type="submit">
      {props.button}
    </button>
    <span class="quiet">{props.says}</span>
  </form>
)

/** What can be taken back, the nearest first. */
const Steps = ({ ask, standing: { state, closesOn } }: Shown): VNode => {
  const words = ask.text.leaving.space
  const canReopen = state === 'closed' || state === 'erasing'
  return (
    <>
      {canReopen ? <Step action="/my/space/reopen" says={words.reopenSays} button={words.reopen} isMain /> : null}
      {state === 'erasing' ? (
        <Step action="/my/space/cancel-erasure" says={words.cancelSays} button={words.cancel} isMain={false} />
      ) : null}
      {state === 'suspended' && closesOn !== undefined ? (
        <Step action="/my/space/object" says={words.objectSays} button={words.object} isMain />
      ) : null}
    </>
  )
}

const Actions = ({ ask, standing }: Shown): VNode => {
  const words = ask.text.leaving.space
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">{words.actions}</h2>
      <Steps ask={ask} standing={standing} />
      {standing.state === 'suspended' ? (
        <p>{words.held}</p>
      ) : (
        <ul class="doors doors-flat">
          <DoorCard icon="down" href="/my/copy" name={words.copy.name} says={words.copy.says} />
          {standing.state === 'erasing' ? null : (
            <DoorCard icon="block" href="/my/space/erase" name={words.erase.name} says={words.erase.says} />
          )}
        </ul>
      )}
    </section>
  )
}

const isAnswerAwaited = ({ state, closesOn }: SpaceStanding): boolean => state === 'suspended' && closesOn === undefined

/** The one page of a space that is not open: its state, its dates, and every way on. */
export const spaceScreen = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const standing = await ask.parts.ownSpace.standingOf(ask.spaceId)
  if (standing === undefined || standing.state === 'open') return { to: '/my' }
  const { state } = standing
  const words = ask.text.leaving.space
  const proof = await ask.parts.ownSpace.findProof(ask.spaceId)
  return {
    title: words.title,
    side: 'citizen',
    place: 'none',
    shut: true,
    body: (
      <div class="column">
        <Said ask={ask} sayings={ask.text.leaving.said} />
        <h1>{words.headings[state]}</h1>
        <p class="lead">{words.leads[state]}</p>
        <Dates ask={ask} standing={standing} />
        {isAnswerAwaited(standing) ? (
          <Notice kind="info">
            <p>{words.objected}</p>
          </Notice>
        ) : null}
        {state === 'frozen' ? null : <Actions ask={ask} standing={standing} />}
        {proof === undefined ? null : <Proof ask={ask} proof={proof} />}
      </div>
    ),
  }
}
