import type { Confined, ConfinedFailure } from '../../../platform/confined/confined.ts'
import { drawnTypes, drawPicture } from '../../../platform/confined/draw-picture.ts'
import { readCodes } from '../../../platform/confined/read-codes.ts'
import { Problem } from '../../../platform/problem.ts'
import { contentTypes } from '../content/content-types.ts'
import { checkContent } from '../content/check-content.ts'
import { visitorName } from '../visitor-name.ts'
import { findPhotoKind } from './find-photo-kind.ts'
import type { PhotoAdding } from './types.ts'

/** What a confined process could not do, as the one who sent the photos is told of it. */
export const photoProblem = (failure: ConfinedFailure): Problem => {
  if (failure === 'busy') return new Problem('busy', 'content-draws-later')
  const { maxPixels } = contentTypes
  return failure === 'too-big'
    ? new Problem('incorrect', 'picture-too-large', { details: { field: 'content', maxPixels } })
    : new Problem('incorrect', 'photo-unreadable', { details: { field: 'content' } })
}

/** The kind of a photo that is not refused of any deposit, as its bytes show it. Problem `incorrect` otherwise; nothing is drawn yet. */
export const checkPhoto = (photo: Buffer): string => {
  const kind = findPhotoKind(photo)
  if (kind === undefined) throw photoProblem('unreadable')
  if (drawnTypes.includes(kind)) checkContent(kind, photo)
  return kind
}

/**
 * Builds it. What is not refused of any deposit is drawn anew in a confined process: the place and the camera stay behind. Trust: a HEIC is
 * never kept as it came, so nobody else's reader of it is at risk.
 */
export const createDrawPhoto =
  (confined: Pick<Confined, 'runFor'>): PhotoAdding['drawPhoto'] =>
  async (visitor, photo) => {
    const drawn = await drawPicture(confined.runFor(visitorName(visitor)), photo, checkPhoto(photo))
    if ('failure' in drawn) throw photoProblem(drawn.failure)
    return drawn
  }

/** Builds the reading of squares on a photo, in a confined process too. */
export const createReadCodes =
  (confined: Pick<Confined, 'runFor'>): PhotoAdding['readPhotographedCodes'] =>
  async (visitor, photo) => {
    const found = await readCodes(confined.runFor(visitorName(visitor)), photo, checkPhoto(photo))
    if ('failure' in found) throw photoProblem(found.failure)
    return found
  }
