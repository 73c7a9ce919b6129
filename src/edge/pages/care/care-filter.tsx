import type { VNode } from 'preact'
import type { CarePage } from '../../../areas/care-history/index.ts'
import { careKinds } from '../../../reference/care-kinds.ts'
import type { Ask } from '../ask.ts'
import { careAddress, type CareSight } from './care-paths.ts'

interface Choice {
  sight: CareSight
  says: string
  count: number
}

interface Filtering {
  ask: Ask
  path: string
  sight: CareSight
  counts: CarePage['counts']
}

const sumOf = (counts: CarePage['counts']): number => counts.reduce((sum, { count }) => sum + count, 0)

/** The years, or the months of the year that is looked at, each with how many lines it has. */
const periodsOf = ({ ask, sight, counts }: Filtering): Choice[] => {
  const year = sight.when.slice(0, 4)
  const ofKind = counts.filter(({ kind }) => sight.kind === '' || kind === sight.kind)
  const shown = year === '' ? ofKind : ofKind.filter(({ month }) => month.startsWith(year))
  const named = Map.groupBy(shown, ({ month }) => (year === '' ? month.slice(0, 4) : month))
  return [...named].map(([when, of]) => ({
    sight: { ...sight, when, after: '' },
    says: when.length === 4 ? when : ask.words.month(when),
    count: sumOf(of),
  }))
}

const kindsOf = ({ ask, sight, counts }: Filtering): Choice[] => {
  const inPeriod = counts.filter(({ month }) => month.startsWith(sight.when.slice(0, 7)))
  return careKinds.flatMap(({ key, ...words }) => {
    const count = sumOf(inPeriod.filter(({ kind }) => kind === key))
    return count === 0 ? [] : [{ sight: { ...sight, kind: key, after: '' }, says: words[ask.lang], count }]
  })
}

const Choices = (props: Filtering & { heading: string; choices: readonly Choice[]; all?: CareSight }): VNode | null => {
  const { ask, path, sight, heading, choices, all } = props
  if (choices.length === 0) return null
  const here = careAddress(path, { ...sight, after: '' })
  return (
    <nav aria-label={heading}>
      <p class="button-row">
        {all === undefined ? null : <a href={careAddress(path, all)}>{ask.text.care.all}</a>}
        {choices.map(({ sight: chosen, says, count }) => {
          const href = careAddress(path, chosen)
          return (
            <a key={href} href={href} aria-current={href === here ? 'true' : undefined}>
              {ask.text.care.counted(says, ask.words.count(count))}
            </a>
          )
        })}
      </p>
    </nav>
  )
}

/** The ways through a care history: years, then months of the year, and kinds; each is a link. */
export const CareFilter = (given: Filtering): VNode | null => {
  const { ask, path, sight, counts } = given
  const words = ask.text.care
  if (counts.length === 0) return null
  const isFiltered = sight.when !== '' || sight.kind !== ''
  return (
    <details class="filter" open={isFiltered}>
      <summary>{words.filter}</summary>
      <div class="filed">
        <Choices
          {...given}
          heading={words.periods}
          choices={periodsOf(given)}
          {...(sight.when === '' ? {} : { all: { ...sight, when: '', after: '' } })}
        />
        <Choices
          {...given}
          heading={words.kinds}
          choices={kindsOf(given)}
          {...(sight.kind === '' ? {} : { all: { ...sight, kind: '', after: '' } })}
        />
        {isFiltered ? (
          <p>
            <a class="onward" href={path}>
              {words.clear}
            </a>
          </p>
        ) : null}
      </div>
    </details>
  )
}
