import type { VNode } from 'preact'
import { Icon } from './icon.tsx'

/** A field for files, with what is wrong beside it; `send` names the button that a script presses once a file is chosen. */
export const FileField = (props: {
  name: 'photo' | 'file' | 'more'
  words: { label: string; hint: string }
  accept?: string
  isSeveral?: boolean
  send?: string
  /** files are dropped and pasted here too, and this key leads to it */
  dropKey?: string
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
        data-drop={props.dropKey === undefined ? undefined : true}
        data-key={props.dropKey}
        aria-describedby={fault === undefined ? `${name}-hint` : `${name}-hint ${name}-fault`}
        aria-invalid={fault === undefined ? undefined : 'true'}
      />
    </div>
  )
}
