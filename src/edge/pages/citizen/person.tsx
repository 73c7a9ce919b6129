import type { VNode } from 'preact'
import type { Page, SpaceAsk } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { Icon } from '../components/icon.tsx'
import { PassageRow } from '../components/passage-row.tsx'
import { Pill } from '../components/pill.tsx'
import { groupPassages } from '../group-passages.ts'
import { findParty, type Party } from './find-party.ts'

const sightOf = ({ line, isPaused }: Party): keyof SpaceAsk['text']['access']['person']['sees'] => {
  const isInEmergency = line.relations.includes('break-glass') || line.relations.includes('dispatch')
  if (isInEmergency) return 'emergency'
  if (line.blocked) return 'blocked'
  const strongest = (['treating-doctor', 'administrator', 'care-team', 'permitted', 'author'] as const).find((known) =>
    line.relations.includes(known),
  )
  if (strongest === undefined) return 'none'
  return isPaused ? 'paused' : strongest
}

const Facts = ({ ask, party }: { ask: SpaceAsk; party: Party }): VNode => {
  const words = ask.text.access
  const { line } = party
  const ties = line.relations.map((relation) => words.relations[relation]).join(', ')
  const since = line.since === undefined ? '' : ` – ${words.since(ask.words.date(line.since))}`
  return (
    <section class="card" aria-label={words.person.right}>
      <FactList
        facts={[
          { name: words.person.how, says: ties === '' ? words.person.noTie : `${ties}${since}` },
          { name: words.person.whatSeen, says: words.person.sees[sightOf(party)] },
        ]}
      />
    </section>
  )
}

const Looks = ({ ask, party }: { ask: SpaceAsk; party: Party }): VNode => {
  const words = ask.text.access.person
  return (
    <section aria-labelledby="passages">
      <h2 id="passages">{words.passages}</h2>
      <p>
        <a class="onward" href={`/my/access/history?person=${party.token}`}>
          {ask.text.access.home.all}
          <Icon name="next" />
        </a>
      </p>
      {party.looks.length === 0 ? <p class="empty">{words.noPassage}</p> : null}
      <ul class="rows">
        {groupPassages(party.looks).map((passage) => (
          <PassageRow key={passage.key} ask={ask} passage={passage} />
        ))}
      </ul>
    </section>
  )
}

/** Whether a professional can be named to look after the space, or is: not the treating doctor, who does by law, and no facility. */
const trustStep = ({ relations, profession }: Party['line']): 'trust' | 'dismiss' | undefined => {
  if (relations.includes('administrator')) return 'dismiss'
  return profession === undefined || relations.includes('treating-doctor') ? undefined : 'trust'
}

const Steps = ({ ask, party: { line } }: { ask: SpaceAsk; party: Party }): VNode => {
  const words = ask.text.access
  const sharing = ask.text.sharing
  const trusting = line.blocked ? undefined : trustStep(line)
  return (
    <p class="button-row">
      {line.blocked ? null : (
        <a class="button" href={`${ask.path}/share`}>
          {sharing.share.start}
        </a>
      )}
      <a class="button button-secondary" href={`${ask.path}/${line.blocked ? 'unblock' : 'block'}`}>
        {line.blocked ? words.unblock : words.block}
      </a>
      {trusting === undefined ? null : (
        <a class="button button-secondary" href={`${ask.path}/${trusting}`}>
          {trusting === 'trust' ? sharing.trust.name : sharing.trust.dismiss}
        </a>
      )}
    </p>
  )
}

/** X3: one professional: how they got access, what they can see, what they did, the ways to share, to entrust, to block. */
export const person = async (ask: SpaceAsk): Promise<Page> => {
  const party = await findParty(ask)
  const words = ask.text.access
  const { line } = party
  const profession =
    line.profession === undefined ? undefined : ask.parts.labels.professionLabel(line.profession, ask.lang)
  return {
    title: words.person.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <p>
          <a class="onward" href="/my/access">
            <Icon name="back" />
            {words.home.heading}
          </a>
        </p>
        <h1>{line.name}</h1>
        <p class="lead">{[profession, line.facility].filter((part) => part !== undefined).join(' · ')}</p>
        {line.blocked ? (
          <p class="pills">
            <Pill icon="block" tone="stop" says={words.blocked} />
          </p>
        ) : null}
        <Facts ask={ask} party={party} />
        <p>
          <a class="onward" href={`${ask.path}/sees`}>
            {ask.text.sight.preview.link}
            <Icon name="next" />
          </a>
        </p>
        <Steps ask={ask} party={party} />
        <Looks ask={ask} party={party} />
      </div>
    ),
  }
}
