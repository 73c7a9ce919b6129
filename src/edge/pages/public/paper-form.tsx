import type { VNode } from 'preact'
import { polish } from '../../letters/polish.ts'
import type { Language } from '../../../reference/language.ts'
import type { LetterBlock, LetterWords } from '../../../reference/letter-shapes.ts'

const Line = ({ name }: { name: string }): VNode => (
  <p class="paper-field">
    <span>{name}</span>
    <span class="paper-line" aria-hidden="true" />
  </p>
)

const Box = ({ says }: { says: string }): VNode => (
  <p class="paper-tick">
    <span class="paper-box" aria-hidden="true" />
    {says}
  </p>
)

/** A piece of a form; `set`: a text as it is printed. A form holds no others: data/letters is refused with them. */
const Block = ({ block, set }: { block: LetterBlock; set(text: string): string }): VNode | null => {
  if ('heading' in block) return <h3>{set(block.heading)}</h3>
  if ('paragraph' in block) return <p>{set(block.paragraph)}</p>
  if ('fields' in block)
    return (
      <div>
        {block.fields.map((name) => (
          <Line key={name} name={set(name)} />
        ))}
      </div>
    )
  if ('boxes' in block)
    return (
      <div>
        {block.boxes.map((says) => (
          <Box key={says} says={set(says)} />
        ))}
      </div>
    )
  return 'signature' in block ? <p class="paper-signature">{set(block.signature)}</p> : null
}

interface PaperFormData {
  lang: Language
  words: LetterWords
  to: readonly string[]
}

/** A form of data/letters as a sheet of paper: nothing in it is typed. Printed alone, it is one page with the address in the window. */
export const PaperForm = ({ lang, words, to }: PaperFormData): VNode => {
  const set = (text: string): string => polish(text, lang)
  return (
    <section class="paper-form" id="form" aria-labelledby="form-title">
      <p class="paper-address">
        {to.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
      <h2 id="form-title">{set(words.title)}</h2>
      {words.letter.map((block, index) => (
        <Block key={index} block={block} set={set} />
      ))}
    </section>
  )
}
