import type { ComponentChildren, VNode } from 'preact'

/** A fact: its name and what it is; a fact without content is left out. */
export interface Fact {
  name: string
  says: ComponentChildren
}

/** Facts in two columns on wide screens, one below the other on narrow ones. */
export const FactList = ({ facts }: { facts: readonly Fact[] }): VNode => (
  <dl class="facts">
    {facts
      .filter((fact) => fact.says !== undefined && fact.says !== '')
      .map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>{fact.says}</dd>
        </div>
      ))}
  </dl>
)
