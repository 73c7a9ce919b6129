import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type SpaceAsk } from '../../ask.ts'
import { bytesOfFile, readUpload } from '../../read-upload.ts'

/** What came of a form with a photo: its other fields, and the texts of the squares on the photo, or what is wrong with it. */
export interface ReadSquare {
  fields: URLSearchParams
  /** nothing where no photo was sent */
  texts?: readonly string[]
  fault?: string
}

/** Reads a form whose photo shows a square; nothing of the photo is kept. */
export const readSquare = async (ask: SpaceAsk): Promise<ReadSquare> => {
  const { fields, files } = await readUpload(ask.request, {
    maxBytes: ask.parts.documents.addingOffer().maxBytes,
    take: bytesOfFile,
  })
  const [photo] = files
  if (photo === undefined) return { fields }
  try {
    return { fields, texts: await ask.parts.documents.readPhotographedCodes(ask.visitor, photo) }
  } catch (error) {
    if (!(error instanceof Problem) || (error.kind !== 'incorrect' && error.kind !== 'busy')) throw error
    return { fields, fault: sentenceOf(ask, error.reason, error.details) }
  }
}
