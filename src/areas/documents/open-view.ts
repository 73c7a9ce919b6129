import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { bareType } from '../../platform/bare-type.ts'
import { usualLimits, type Confined } from '../../platform/confined/confined.ts'
import { drawPicture, drawnTypes } from '../../platform/confined/draw-picture.ts'
import { Problem } from '../../platform/problem.ts'
import type { Documents } from './types.ts'

const failed = (failure: string): Problem =>
  failure === 'busy' ? new Problem('busy', 'content-draws-later') : new Problem('absent', 'content-not-drawn')

/**
 * Opens a document to be looked at in a page. A picture is drawn anew in a confined process: what its file tells beside its pixels (the
 * place, the camera) and what it may do to a reader's device stay in the original, which is only ever kept as a file.
 */
export const createOpenView =
  (openContent: Documents['openContent'], confined: Pick<Confined, 'run'>): Documents['openView'] =>
  async (visitor, id) => {
    const { entry, stream } = await openContent(visitor, id)
    const mediaType = bareType(entry.contentType)
    if (!drawnTypes.includes(mediaType)) return { entry, stream, mediaType }
    if (entry.size > usualLimits.inputBytes) {
      stream.destroy()
      throw failed('too-big')
    }
    const picture = await drawPicture(confined, await buffer(stream), mediaType)
    if ('failure' in picture) throw failed(picture.failure)
    return { entry, stream: Readable.from([picture]), mediaType: 'image/jpeg' }
  }
