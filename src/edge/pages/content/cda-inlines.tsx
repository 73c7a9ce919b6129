import type { ComponentChildren, VNode } from 'preact'
import type { BodyInline, BodyMark } from '../../../areas/documents/index.ts'

const wrap: Record<BodyMark, (inner: ComponentChildren) => VNode> = {
  bold: (inner) => <strong>{inner}</strong>,
  italics: (inner) => <em>{inner}</em>,
  underline: (inner) => <u>{inner}</u>,
  sub: (inner) => <sub>{inner}</sub>,
  sup: (inner) => <sup>{inner}</sup>,
}

const drawRun = (inline: BodyInline): ComponentChildren =>
  inline.kind === 'break' ? (
    <br />
  ) : (
    inline.marks.reduce<ComponentChildren>((inner, mark) => wrap[mark](inner), inline.text)
  )

/** Runs of text with their marks, and line breaks. */
export const CdaInlines = ({ inlines }: { inlines: readonly BodyInline[] }): VNode => <>{inlines.map(drawRun)}</>
