import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../../ask.ts'
import { FileField } from '../../components/file-field.tsx'

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
      <FileField
        name="file"
        words={{ label: words.file, hint: words.fileHint(ask.words.size(maxBytes)) }}
        accept={contentTypes.join(',')}
        dropKey="d"
        fault={at.fault}
      />
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
