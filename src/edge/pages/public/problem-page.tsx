import type { VNode } from 'preact'
import type { Problem } from '../../../platform/problem.ts'
import { sentenceOf, type Ask, type Page } from '../ask.ts'

const homeFor = (ask: Ask): string => {
  if (ask.session?.actor.kind === 'professional') return '/pro'
  if (ask.session?.actor.kind === 'staff') return '/console'
  return ask.session?.spaceId === undefined ? '/' : '/my'
}

const canRetry = (problem: Problem): boolean => ['busy', 'unavailable', 'fault', 'conflict'].includes(problem.kind)

const Ways = ({ ask, problem }: { ask: Ask; problem: Problem }): VNode => {
  const words = ask.text.problem
  return (
    <p class="button-row">
      {canRetry(problem) && ask.request.method === 'GET' ? (
        <a class="button" href={ask.path}>
          {words.retry}
        </a>
      ) : null}
      {problem.kind === 'unauthenticated' ? (
        <a class="button" href="/sign-in">
          {words.signIn}
        </a>
      ) : null}
      <a class="button button-secondary" href={homeFor(ask)}>
        {words.home}
      </a>
    </p>
  )
}

/** E2, E5: what is not possible, why in one sentence, and where to go. Shows no cause and no stack. */
export const problemPage = (ask: Ask, problem: Problem): Page => {
  const words = ask.text.problem
  const isOurs = problem.kind === 'fault' || problem.kind === 'unavailable'
  return {
    title: words.headings[problem.kind],
    side: 'public',
    place: 'none',
    body: (
      <div class="column">
        <h1>{words.headings[problem.kind]}</h1>
        <p class="lead">
          {problem.kind === 'absent' ? words.absentSays : sentenceOf(ask, problem.reason, problem.details)}
        </p>
        {isOurs ? (
          <p class="aside">
            {words.kept} {words.reference} <code>{ask.request.id}</code>
          </p>
        ) : null}
        <Ways ask={ask} problem={problem} />
      </div>
    ),
  }
}
