import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import type { ProfessionRules, TypeRule } from '../parts.ts'
import { Notice } from './notice.tsx'
import { SelectField } from './select-field.tsx'
import { TableHead } from './table-head.tsx'

type Category = ProfessionRules['categories'][number]
type Extent = 'whole' | 'part' | 'none'

const extents: readonly Extent[] = ['whole', 'part', 'none']

const seenOf = ({ types }: Category): number => types.filter(({ sees }) => sees).length

const extentOf = (category: Category): Extent => {
  const seen = seenOf(category)
  if (seen === 0) return 'none'
  return seen === category.types.length ? 'whole' : 'part'
}

/** What is least sure in a category is what is said of it. */
const sourceOf = (category: Category): TypeRule['source'] => {
  const sources = category.types.map(({ source }) => source)
  if (sources.includes('sample')) return 'sample'
  return sources.every((source) => source === 'unknown') ? 'unknown' : 'confirmed'
}

const sources = ['confirmed', 'sample', 'unknown'] as const

const nameOf = (ask: Ask, category: Category, extent: Extent): string =>
  extent === 'part'
    ? ask.text.sight.rules.ofMany(category.label, seenOf(category), category.types.length)
    : category.label

/** The categories that a profession reads to one extent, those of one source together. */
const Extents = ({ ask, rules, extent }: { ask: Ask; rules: ProfessionRules; extent: Extent }): VNode => {
  const words = ask.text.sight.rules
  const those = rules.categories.filter((category) => extentOf(category) === extent)
  const bySource = sources
    .map((source) => ({ source, found: those.filter((category) => sourceOf(category) === source) }))
    .filter(({ found }) => found.length > 0)
  return (
    <td role="cell">
      <span class="cell-name" aria-hidden="true">
        {words[extent]}
      </span>
      {those.length === 0 ? words.nothing : null}
      {bySource.map(({ source, found }) => (
        <p key={source}>
          {source === 'confirmed' ? null : <strong>{`${words[source]} – `}</strong>}
          {found.map((category) => nameOf(ask, category, extent)).join(', ')}
        </p>
      ))}
    </td>
  )
}

/** One row a profession; one card a profession where there is no room for a table. */
const Summary = ({ ask, all }: { ask: Ask; all: readonly ProfessionRules[] }): VNode => {
  const words = ask.text.sight.rules
  return (
    <table class="plain-table cards-when-narrow" role="table">
      <caption class="unseen">{words.table}</caption>
      <TableHead names={[words.profession, ...extents.map((extent) => words[extent])]} />
      <tbody role="rowgroup">
        {all.map((rules) => (
          <tr key={rules.code} role="row">
            <th scope="row" role="rowheader">
              <a href={`${ask.path}?profession=${rules.code}`}>{rules.label}</a>
            </th>
            {extents.map((extent) => (
              <Extents key={extent} ask={ask} rules={rules} extent={extent} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Types = ({ ask, category }: { ask: Ask; category: Category }): VNode => {
  const words = ask.text.sight.rules
  return (
    <table class="plain-table type-rules">
      <caption>
        <strong>{category.label}</strong>
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.type}</th>
          <th scope="col">{words.sees}</th>
          <th scope="col">{words.source}</th>
        </tr>
      </thead>
      <tbody>
        {category.types.map((type, index) => (
          <tr key={index}>
            <th scope="row">{type.label}</th>
            <td>{type.sees ? words.yes : words.no}</td>
            <td>{words[type.source]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const ProfessionFilter = ({
  ask,
  all,
  chosen,
}: {
  ask: Ask
  all: readonly ProfessionRules[]
  chosen: string
}): VNode => {
  const words = ask.text.sight.rules
  const options = all.map(({ code, label }) => ({ value: code, label }))
  return (
    <form method="get" action={ask.path} class="filter-line">
      <SelectField
        name="profession"
        label={words.choose}
        chosen={chosen}
        options={[{ value: '', label: words.all }, ...options]}
      />
      <button class="button button-secondary" type="submit">
        {words.apply}
      </button>
    </form>
  )
}

const hasSample = (all: readonly ProfessionRules[]): boolean =>
  all.some(({ categories }) => categories.some(({ types }) => types.some(({ source }) => source === 'sample')))

/** The national matrix in force, as a plain table: every profession, or every type of document of one. Right: rules ACC-10. */
export const AccessRules = ({ ask }: { ask: Ask }): VNode => {
  const words = ask.text.sight.rules
  const now = ask.parts.clock.now().toISOString()
  const all = ask.parts.accessRules(now, ask.lang)
  const chosen = all.find(({ code }) => code === ask.query.get('profession'))
  const shown = chosen === undefined ? all : [chosen]
  return (
    <>
      {hasSample(shown) ? (
        <Notice kind="attention">
          <p>
            <strong>{words.sampleHeading}</strong>
          </p>
          <p>{words.sampleSays}</p>
        </Notice>
      ) : null}
      <ProfessionFilter ask={ask} all={all} chosen={chosen?.code ?? ''} />
      <p class="quiet">{words.asOf(ask.words.date(now))}</p>
      {chosen === undefined ? (
        <Summary ask={ask} all={all} />
      ) : (
        <section aria-labelledby="detail">
          <h2 id="detail">{words.detail(chosen.label)}</h2>
          {chosen.categories.map((category) => (
            <Types key={category.label} ask={ask} category={category} />
          ))}
        </section>
      )}
      <h2>{words.others}</h2>
      <p>{words.othersSay}</p>
    </>
  )
}
