import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Confined, ConfinedFailure } from './confined.ts'

const textShape = Type.Object({ pageCount: Type.Integer(), pages: Type.Array(Type.String()), cut: Type.Boolean() })
const lockedShape = Type.Object({ locked: Type.Literal(true) })
const answerCheck = Compile(Type.Union([textShape, lockedShape]))

/** The text layer of a PDF, page by page; `cut` where there is more than is read. A page that is a picture has an empty text. */
export type PdfText = Static<typeof textShape>

/** What comes of reading a PDF; `locked` where it wants a password. */
export type PdfReading = PdfText | { locked: true } | { failure: ConfinedFailure }

const parse = (answer: Buffer): PdfReading => {
  try {
    const told: unknown = JSON.parse(answer.toString())
    return answerCheck.Check(told) ? told : { failure: 'unreadable' }
  } catch {
    return { failure: 'unreadable' }
  }
}

/** Reads the text of a PDF in a confined process. Never throws. */
export const readPdfText = async (confined: Pick<Confined, 'run'>, bytes: Buffer): Promise<PdfReading> => {
  const outcome = await confined.run('text-of-pdf', bytes)
  return 'failure' in outcome ? outcome : parse(outcome.answer)
}
