import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../../ask.ts'
import { Icon } from '../../components/icon.tsx'

/** Where the file goes, which of the visitor's documents it replaces, and what was wrong with the last one. */
export interface UploadAt {
  /** address of the patient's deposits, `/pro/patients/<space>/deposit` */
  path: string
  replaces?: string
  fault?: string | undefined
  withText?: true
}

/** R10: a file, chosen, dropped or pasted, and one button; a text on the page of its own. */
export const UploadForm = ({ ask, at }: { ask: ProfessionalAsk; at: UploadAt }): VNode => {
  const words = ask.text.deposit
  const { contentTypes, maxBytes } = ask.parts.documents.depositOffer(ask.visitor)
  return (
    <form method="post" action={at.path} enctype="multipart/form-data" class="stack" novalidate>
      {at.replaces === undefined ? null : <input type="hidden" name="replaces" value={at.replaces} />}
      <div class={at.fault === undefined ? 'field' : 'field field-fault'}>
        <label for="file">{words.file}</label>
        <p class="hint" id="file-hint">
          {words.fileHint(ask.words.size(maxBytes))}
        </p>
        {at.fault === undefined ? null : (
          <p class="fault" id="file-fault">
            <Icon name="alert" />
            {at.fault}
          </p>
        )}
        <input
          id="file"
          name="file"
          type="file"
          accept={contentTypes.join(',')}
          data-drop
          data-key="d"
          aria-describedby={at.fault === undefined ? 'file-hint' : 'file-hint file-fault'}
          aria-invalid={at.fault === undefined ? undefined : 'true'}
        />
      </div>
      {at.withText === undefined ? null : (
        <div class="field">
          <label for="text">{words.text}</label>
          <p class="hint" id="text-hint">
            {words.textHint}
          </p>
          <textarea id="text" name="text" rows={8} maxlength={100_000} aria-describedby="text-hint" />
        </div>
      )}
      <p>
        <button class="button" type="submit">
          {words.check}
        </button>
      </p>
    </form>
  )
}
