import type { VNode } from 'preact'
import { longestQuery } from '../../../areas/documents/index.ts'
import type { Ask } from '../ask.ts'
import { Icon } from './icon.tsx'

/** The field of a search. It posts: what people look for is in no address. `kept` goes along unseen. */
export const SearchForm = (props: {
  ask: Ask
  at: { path: string; kept?: readonly (readonly [name: string, value: string])[] }
  /** beside other things, where the field must say for itself what it takes */
  brief?: boolean
  typed?: string
  fault?: string | undefined
}): VNode => {
  const { ask, at, typed = '', fault } = props
  const words = ask.text.search
  const described = [...(props.brief ? [] : ['words-hint']), ...(fault === undefined ? [] : ['words-fault'])].join(' ')
  return (
    <form
      method="post"
      action={at.path}
      class={props.brief ? 'filter-line search-line' : 'filter-line'}
      role="search"
      novalidate
    >
      {(at.kept ?? []).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class={fault === undefined ? 'field' : 'field field-fault'}>
        <label for="words">{words.label}</label>
        {props.brief ? null : (
          <p class="hint" id="words-hint">
            {words.hint}
          </p>
        )}
        {fault === undefined ? null : (
          <p class="fault" id="words-fault">
            <Icon name="alert" />
            {fault}
          </p>
        )}
        <input
          id="words"
          name="words"
          type="text"
          value={typed}
          maxlength={longestQuery}
          autocomplete="off"
          autocapitalize="none"
          enterkeyhint="search"
          data-key="/"
          aria-describedby={described === '' ? undefined : described}
          aria-invalid={fault === undefined ? undefined : 'true'}
        />
      </div>
      <button class="button" type="submit">
        <Icon name="search" />
        {words.button}
      </button>
    </form>
  )
}
