import type { VNode } from 'preact'
import type { Decision } from '../../../../access/decision.ts'
import type { SightPreview } from '../../../../areas/documents/types.ts'
import { sentenceOf, type Page, type SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { DocumentPills } from '../../components/document-row.tsx'
import { documentKind, isTitled } from '../../document-words.ts'
import { DocumentTitle } from '../../components/document-title.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { Notice } from '../../components/notice.tsx'
import { Pager } from '../../components/pager.tsx'
import { Pill } from '../../components/pill.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { findParty } from '../find-party.ts'

const isOf = <T extends object>(words: T, reason: PropertyKey): reason is keyof T => Object.hasOwn(words, reason)

/** Why somebody sees or does not, said to the holder; nothing where it needs no word. */
const whyOf = (ask: SpaceAsk, { effect, reason }: Decision): string | undefined => {
  const { why, because } = ask.text.sight.preview
  if (effect === 'permit') return isOf(because, reason) ? because[reason] : undefined
  return isOf(why, reason) ? why[reason] : sentenceOf(ask, reason)
}

const Line = ({ ask, line }: { ask: SpaceAsk; line: SightPreview['lines'][number] }): VNode => {
  const words = ask.text.sight.preview
  const { entry, decision } = line
  const sees = decision.effect === 'permit'
  const why = whyOf(ask, decision)
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-date">
          <time datetime={entry.createdAt}>{ask.words.date(entry.createdAt)}</time>
          <Pill
            icon={sees ? 'access' : 'hidden'}
            tone={sees ? 'voice' : 'stop'}
            says={sees ? words.sees : words.seesNot}
          />
          <DocumentPills ask={ask} entry={entry} />
        </p>
        <h3>
          <a href={`/my/documents/${entry.id}/who-sees`}>
            <DocumentTitle ask={ask} entry={entry} />
          </a>
        </h3>
        {isTitled(ask, entry) ? <p class="row-who">{documentKind(ask, entry)}</p> : null}
        {why === undefined ? null : <p class={sees ? 'row-who' : 'row-why'}>{why}</p>}
      </div>
    </li>
  )
}

const Lines = ({ ask, preview }: { ask: SpaceAsk; preview: SightPreview }): VNode => {
  const words = ask.text.sight.preview
  return (
    <section aria-labelledby="list">
      <h2 id="list">{words.list}</h2>
      {preview.lines.length === 0 ? <p class="empty">{words.empty}</p> : null}
      <ul class="rows">
        {preview.lines.map((line) => (
          <Line key={line.entry.id} ask={ask} line={line} />
        ))}
      </ul>
      <p class="quiet">{words.announced}</p>
    </section>
  )
}

const WholeList = ({ ask, preview }: { ask: SpaceAsk; preview: SightPreview }): VNode => {
  const words = ask.text.sight.preview
  const { list } = preview
  if (list.effect === 'permit') return <p class="state">{words.opens}</p>
  return (
    <Notice kind="stop">
      <p>
        <strong>{words.shut}</strong>
        {` – ${whyOf(ask, list) ?? ''}`}
      </p>
      <p>{words.shutOwn}</p>
    </Notice>
  )
}

/** The professions one may ask a facility for; the first one where the address names none that there is. */
const professionsOf = (ask: SpaceAsk) => {
  const all = ask.parts.accessRules(ask.parts.clock.now().toISOString(), ask.lang)
  const chosen = all.find(({ code }) => code === ask.query.get('profession')) ?? all[0]
  return { all, chosen: chosen?.code ?? '' }
}

const ProfessionChoice = ({ ask }: { ask: SpaceAsk }): VNode => {
  const words = ask.text.sight.preview
  const { all, chosen } = professionsOf(ask)
  return (
    <form method="get" action={ask.path} class="filter-line">
      <SelectField
        name="profession"
        label={words.profession}
        chosen={chosen}
        options={all.map(({ code, label }) => ({ value: code, label }))}
      />
      <button class="button button-secondary" type="submit">
        {words.apply}
      </button>
    </form>
  )
}

const Seen = ({ ask, preview }: { ask: SpaceAsk; preview: SightPreview }): VNode => {
  const words = ask.text.sight
  const { actor, ground } = preview
  const profession = actor.profession === '' ? undefined : ask.parts.labels.professionLabel(actor.profession, ask.lang)
  const through = ground.through === undefined ? undefined : words.preview.through(ground.through)
  const seenAs = [profession, actor.facility].filter((part) => part !== undefined).join(' · ')
  return (
    <section class="card" aria-label={words.preview.as}>
      <FactList
        facts={[
          { name: words.preview.as, says: seenAs === '' ? words.preview.unregistered : seenAs },
          {
            name: words.preview.ground,
            says: [words.relations[ground.relation], through].filter((part) => part !== undefined).join(' – '),
          },
        ]}
      />
    </section>
  )
}

/** X3: the list as this professional would get it at this instant, with what is not in it and why. Right: rules ACC-14. */
export const personSees = async (ask: SpaceAsk): Promise<Page> => {
  const { line } = await findParty(ask)
  const { chosen } = professionsOf(ask)
  const after = ask.query.get('after')
  const preview = await ask.parts.documents.previewSight(ask.visitor, ask.spaceId, {
    partyId: line.partyId,
    profession: chosen,
    ...(after === null ? {} : { after }),
  })
  // whoever wrote a document and is in no directory is a person too, without a profession to choose
  const isFacility = line.profession === undefined && preview.actor.facility !== undefined
  const words = ask.text.sight.preview
  const address = (query: Record<string, string>): string =>
    `${ask.path}?${new URLSearchParams({ ...(isFacility ? { profession: chosen } : {}), ...query }).toString()}`
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <BackLink href={ask.path.replace(/\/sees$/, '')} says={line.name} />
        <h1>{isFacility ? words.headingFacility(line.name) : words.heading(line.name)}</h1>
        <p class="lead">{words.lead}</p>
        {isFacility ? <ProfessionChoice ask={ask} /> : null}
        <Seen ask={ask} preview={preview} />
        <WholeList ask={ask} preview={preview} />
        <Lines ask={ask} preview={preview} />
        <Pager
          ask={ask}
          next={preview.next === undefined ? undefined : address({ after: preview.next })}
          first={after === null ? undefined : address({})}
        />
      </div>
    ),
  }
}
