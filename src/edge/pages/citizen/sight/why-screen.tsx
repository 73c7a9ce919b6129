import type { VNode } from 'preact'
import type { AccessExplanation } from '../../../../areas/history/types.ts'
import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type Page, type SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { DeedLine } from '../../components/deed-line.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { Icon } from '../../components/icon.tsx'
import { PassageRow } from '../../components/passage-row.tsx'
import { pathPiece } from '../../form-fields.ts'
import { groupPassages } from '../../group-passages.ts'
import { dayAsTyped } from '../../typed-date.ts'

const whoOf = (ask: SpaceAsk, { actor }: AccessExplanation['line']): string => {
  if (actor.kind === 'holder') return ask.text.access.you
  const profession = actor.profession && ask.parts.labels.professionLabel(actor.profession, ask.lang)
  const facility = actor.facility === actor.name ? undefined : actor.facility
  return [actor.name, profession, facility].filter(Boolean).join(' · ')
}

const extentOf = (ask: SpaceAsk, { names }: AccessExplanation['ground']): string | undefined => {
  const words = ask.text.sight.why
  if (names === undefined) return undefined
  return names.types + names.documents === 0 ? words.everything : words.names(names.types, names.documents)
}

const groundOf = (ask: SpaceAsk, { ground, line }: AccessExplanation): string => {
  const { why, relations, preview } = ask.text.sight
  if (ground.relation === 'none') return line.effect === 'refuse' ? relations.none : why.gone
  return [
    relations[ground.relation],
    ground.through && preview.through(ground.through),
    ground.evidence && why.evidence[ground.evidence],
    extentOf(ask, ground),
    ground.since && why.from(ask.words.date(ground.since)),
    ground.until && why.until(ask.words.date(ground.until)),
  ]
    .filter(Boolean)
    .join(' – ')
}

const isLetIn = ({ actor }: Pick<AccessExplanation['line'], 'actor'>): boolean =>
  actor.kind === 'professional' || actor.kind === 'app'

const Then = ({ ask, told }: { ask: SpaceAsk; told: AccessExplanation }): VNode => {
  const words = ask.text.sight.why
  const { line } = told
  const isOthers = isLetIn(line)
  return (
    <section class="card" aria-labelledby="then">
      <h2 id="then">{words.told}</h2>
      <FactList
        facts={[
          { name: words.who, says: whoOf(ask, line) },
          { name: words.when, says: `${ask.words.day(line.at)}, ${ask.words.time(line.at)}` },
          {
            name: words.what,
            says: (
              <ul class="deeds">
                <DeedLine ask={ask} deed={{ line, times: 1 }} />
              </ul>
            ),
          },
          { name: words.capacity, says: isOthers ? ask.text.access.capacities[line.capacity] : '' },
          { name: words.rule, says: sentenceOf(ask, line.reason) },
          { name: words.ground, says: isOthers ? groundOf(ask, told) : '' },
          { name: words.way, says: ask.text.access.channels[line.channel] },
          { name: words.sure, says: words.levels[told.authLevel] },
          { name: words.ruleSet, says: told.rules },
        ]}
      />
    </section>
  )
}

const Now = ({ ask, told }: { ask: SpaceAsk; told: AccessExplanation }): VNode => {
  const words = ask.text.sight.why
  const { now } = told
  return (
    <section aria-labelledby="now">
      <h2 id="now">{words.now}</h2>
      {now === undefined ? (
        <p>{words.nowUnknown}</p>
      ) : (
        <p>{`${now.effect === 'permit' ? words.nowYes : words.nowNo} ${sentenceOf(ask, now.reason)}`}</p>
      )}
    </section>
  )
}

const Since = ({ ask, told }: { ask: SpaceAsk; told: AccessExplanation }): VNode => {
  const words = ask.text.sight.why
  return (
    <section aria-labelledby="since">
      <h2 id="since">{words.since}</h2>
      {told.since.length === 0 ? <p class="empty">{words.nothingSince}</p> : null}
      <ul class="rows">
        {groupPassages(told.since.toReversed()).map((passage) => (
          <PassageRow key={passage.key} ask={ask} passage={passage} />
        ))}
      </ul>
    </section>
  )
}

const headingOf = (ask: SpaceAsk, { actor, effect }: AccessExplanation['line']): string => {
  const { heading } = ask.text.sight.why
  return isLetIn({ actor }) ? heading[effect](actor.name) : heading.you
}

const PastLink = ({ ask, line }: { ask: SpaceAsk; line: AccessExplanation['line'] }): VNode | null =>
  line.documentTitle === undefined ? null : (
    <p class="no-print">
      <a
        class="onward"
        href={`/my/documents/${line.documentId}/who-could-see?${new URLSearchParams({ day: dayAsTyped(ask.parts.dayOf(line.at)) }).toString()}`}
      >
        {ask.text.sight.why.past}
        <Icon name="next" />
      </a>
    </p>
  )

/** X2: why one line of the history was what it was, from the journal alone, and what became of it since. Right: rules ACC-25. */
export const whyScreen = async (ask: SpaceAsk): Promise<Page> => {
  const n = pathPiece(ask.request, 'line')
  const told = await ask.parts.history.explainAccess(ask.visitor, ask.spaceId, n)
  if (told === undefined) throw new Problem('absent', 'page-not-found')
  const words = ask.text.sight.why
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <BackLink href="/my/access/history" says={words.back} />
        <h1>{headingOf(ask, told.line)}</h1>
        <Then ask={ask} told={told} />
        <PastLink ask={ask} line={told.line} />
        {isLetIn(told.line) ? (
          <>
            <Since ask={ask} told={told} />
            <Now ask={ask} told={told} />
          </>
        ) : null}
      </div>
    ),
  }
}
