import type { VNode } from 'preact'
import type { LetterBlock, LetterWords } from '../../../reference/letter-shapes.ts'

// Apostrophes as they are printed: data/letters is typed with plain ones, which the press bends too.
const bend = (text: string): string => text.replaceAll("'", '’')

const Line = ({ name }: { name: string }): VNode => (
  <p class="paper-field">
    <span>{bend(name)}</span>
    <span class="paper-line" aria-hidden="true" />
  </p>
)

const Box = ({ says }: { says: string }): VNode => (
  <p class="paper-tick">
    <span class="paper-box" aria-hidden="true" />
    {says}
  </p>
)

const Block = ({ block }: { block: LetterBlock }): VNode | null => {
  if ('heading' in block) return <h3>{bend(block.heading)}</h3>
  if ('paragraph' in block) return <p>{bend(block.paragraph)}</p>
  if ('fields' in block)
    return (
      <div>
        {block.fields.map((name) => (
          <Line key={name} name={name} />
        ))}
      </div>
    )
  if ('boxes' in block)
    return (
      <div>
        {block.boxes.map((says) => (
          <Box key={says} says={says} />
        ))}
      </div>
    )
  return 'signature' in block ? <p class="paper-signature">{block.signature}</p> : null
}

/** A form of data/letters as a sheet of paper: nothing in it is typed. Printed alone, it is one page with the address in the window. */
export const PaperForm = ({ words, to }: { words: LetterWords; to: readonly string[] }): VNode => (
  <section class="paper-form" id="form" aria-labelledby="form-title">
    <p class="paper-address">
      {to.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </p>
    <h2 id="form-title">{words.title}</h2>
    {words.letter.map((block, index) => (
      <Block key={index} block={block} />
    ))}
  </section>
)
