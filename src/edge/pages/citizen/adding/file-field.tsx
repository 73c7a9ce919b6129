import type { VNode } from 'preact'
import { Icon } from '../../components/icon.tsx'

/** A field for files, with what is wrong beside it; `send` names the button that a script presses once a file is chosen. */
export const FileField = (props: {
  name: 'photo' | 'file' | 'more'
  words: { label: string; hint: string }
  accept: string
  isSeveral?: boolean
  send?: string
  fault?: string | undefined
}): VNode => {
  const { name, words, fault } = props
  return (
    <div class={fault === undefined ? 'field' : 'field field-fault'}>
      <label for={name}>{words.label}</label>
      <p class="hint" id={`${name}-hint`}>
        {words.hint}
      </p>
      {fault === undefined ? null : (
        <p class="fault" id={`${name}-fault`}>
          <Icon name="alert" />
          {fault}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="file"
        accept={props.accept}
        capture={name === 'photo' ? 'environment' : undefined}
        multiple={props.isSeveral}
        data-send={props.send}
        aria-describedby={fault === undefined ? `${name}-hint` : `${name}-hint ${name}-fault`}
        aria-invalid={fault === undefined ? undefined : 'true'}
      />
    </div>
  )
}
