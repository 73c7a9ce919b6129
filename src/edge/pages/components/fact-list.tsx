import type { ComponentChildren, VNode } from 'preact'

/** A fact: its name and what it is; a fact without content is left out. */
export interface Fact {
  name: string
  says: ComponentChildren
}

/** Facts in two columns on wide screens, one below the other on narrow ones; nothing where there are none. */
export const FactList = ({ facts }: { facts: readonly Fact[] }): VNode | null => {
  const known = facts.filter(({ says }) => says !== undefined && says !== '')
  if (known.length === 0) return null
  return (
    <dl class="facts">
      {known.map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>{fact.says}</dd>
        </div>
      ))}
    </dl>
  )
}
