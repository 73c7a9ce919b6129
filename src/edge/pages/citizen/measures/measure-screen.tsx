import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import type { Measurement } from '../../../../reference/measurement-entry.ts'
import type { Page, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Said } from '../../components/said.tsx'
import { pathPiece } from '../../form-fields.ts'
import { MeasureArticle } from '../../measures/measure-article.tsx'
import { measuredWords } from '../../measures/measure-words.ts'
import { findKind, measurePath, measuresPath, requireKind } from '../../measures/measure-paths.ts'
import { readMeasure, type MeasureRead } from '../../measures/read-measures.ts'
import { sendMeasures } from '../../measures/send-measures.ts'
import { endsPath } from '../profile/ends-screen.tsx'
import { recordAt } from '../../record-at.ts'
import { TakenAway } from './taken-away.tsx'

const isOwn = ({ author, kind }: Measurement): boolean =>
  author.as !== 'professional' && author.as !== 'software' && kind !== 'bmi'

const Delete = ({ ask, one, path }: { ask: SpaceAsk; one: Measurement; path: string }): VNode | null =>
  isOwn(one) ? (
    <form method="post" action={`${path}/delete`}>
      <input type="hidden" name="id" value={one.id} />
      <button class="button button-quiet" type="submit">
        {ask.text.measures.delete}
        <span class="unseen">{` ${measuredWords(ask, one)}, ${ask.words.date(ask.parts.dayOf(one.at))}`}</span>
      </button>
    </form>
  ) : null

/** One choice about a kind, as a button that says what it does. */
const Choice = (props: { path: string; name: string; value: string; says: string }): VNode => (
  <form method="post" action={`${props.path}/choose`}>
    <button class="button button-secondary" type="submit" name={props.name} value={props.value}>
      {props.says}
    </button>
  </form>
)

const Target = ({ ask, read, path }: { ask: SpaceAsk; read: MeasureRead; path: string }): VNode | null => {
  if (read.measure.target !== true) return null
  const words = ask.text.measures.target
  const unit = read.measure.words[ask.lang]
  return (
    <form method="post" action={`${path}/choose`} class="stack">
      <div class="field">
        <label for="target">{words.label(unit)}</label>
        <input
          id="target"
          name="target"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          maxlength={8}
          value={read.choice.target?.value ?? ''}
        />
      </div>
      <p>
        <button class="button button-secondary" type="submit">
          {words.save}
        </button>
      </p>
    </form>
  )
}

/** What may be chosen: what stands first, what professionals see, what one wants to reach. */
const Choices = ({ ask, read, path }: { ask: SpaceAsk; read: MeasureRead; path: string }): VNode => {
  const words = ask.text.measures.choices
  const { isPinned, isHidden } = read.choice
  return (
    <section aria-labelledby="choices">
      <h2 id="choices">{words.heading}</h2>
      <p>{isHidden ? words.nowHidden : words.nowVisible}</p>
      <div class="button-row">
        <Choice path={path} name="hidden" value={isHidden ? 'no' : 'yes'} says={isHidden ? words.show : words.hide} />
        <Choice path={path} name="pinned" value={isPinned ? 'no' : 'yes'} says={isPinned ? words.unpin : words.pin} />
      </div>
      <Target ask={ask} read={read} path={path} />
    </section>
  )
}

/** D5: one kind over time, with what laboratories found, what may be done with it, and another kind beside it. */
export const measureScreen = async (ask: SpaceAsk): Promise<Page> => {
  const measure = requireKind(pathPiece(ask.request, 'measure'))
  const at = recordAt(ask)
  const path = measurePath(at, measure.key)
  const space = { spaceId: ask.spaceId }
  const read = await readMeasure(ask, space, measure)
  const other = findKind(ask.query.get('with'))
  const beside = other && other.key !== measure.key ? await readMeasure(ask, space, other) : undefined
  const words = ask.text.measures
  return {
    title: words.oneTitle,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink href={measuresPath(at)} says={words.heading} />
        <Said ask={ask} sayings={words.said} />
        <TakenAway ask={ask} path={path} />
        <MeasureArticle
          ask={ask}
          read={read}
          beside={beside}
          at={at}
          act={(one) => <Delete ask={ask} one={one} path={path} />}
        >
          {measure.derived ? null : (
            <p>
              <a class="button" href={`${path}/add`}>
                {words.add.start}
              </a>
            </p>
          )}
        </MeasureArticle>
        <Choices ask={ask} read={read} path={path} />
        <p>
          <a href={endsPath(at, { kind: 'measure', id: measure.key })}>{ask.text.profile.links.from}</a>
        </p>
      </div>
    ),
  }
}

/** The same as a file. */
export const sendMeasure = async (ask: SpaceAsk): Promise<FastifyReply> => {
  const measure = requireKind(pathPiece(ask.request, 'measure'))
  return sendMeasures(ask, await readMeasure(ask, { spaceId: ask.spaceId }, measure))
}
