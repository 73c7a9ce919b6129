import type { VNode } from 'preact'
import type { BodySection, CdaBody } from '../../../areas/documents/index.ts'
import { CdaBlocks } from './cda-blocks.tsx'
import { ownLanguage, type CdaPlace } from './cda-place.ts'
import { PartView } from './part-view.tsx'

/** Sections inside sections beyond this depth keep the same heading. */
const deepestHeading = 4

const Heading = ({ level, title }: { level: number; title: string }): VNode => {
  if (level <= 2) return <h2>{title}</h2>
  return level === 3 ? <h3>{title}</h3> : <h4>{title}</h4>
}

const Section = (props: { place: CdaPlace; section: BodySection; level: number }): VNode => {
  const { place, section, level } = props
  return (
    <section>
      {section.title === undefined ? null : <Heading level={level} title={section.title} />}
      <CdaBlocks place={place} blocks={section.blocks} />
      {section.sections.map((inner, index) => (
        <Section key={index} place={place} section={inner} level={Math.min(level + 1, deepestHeading)} />
      ))}
    </section>
  )
}

/**
 * The body of a CDA document as plain HTML with headings, lists and tables. Trust: the tree names a closed set of kinds and
 * every text is escaped, so nothing a depositor wrote can run, load or look like our own page.
 */
export const CdaBodyView = ({ place, body }: { place: CdaPlace; body: CdaBody }): VNode => {
  const isEmpty = body.sections.length === 0 && body.wholeFile === undefined
  return (
    <div class="cda" lang={place.lang}>
      {isEmpty ? (
        <p class="cda-caption" lang={ownLanguage(place)}>
          {place.ask.text.content.empty}
        </p>
      ) : null}
      {body.wholeFile === undefined ? null : <PartView place={place} index={body.wholeFile} />}
      {body.sections.map((section, index) => (
        <Section key={index} place={place} section={section} level={2} />
      ))}
    </div>
  )
}
