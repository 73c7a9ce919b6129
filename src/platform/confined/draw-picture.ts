import type { Confined, ConfinedFailure } from './confined.ts'

/** The kinds of picture that are kept, and drawn anew to be looked at; the bytes themselves must have shown which it is. */
export const drawnTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/tiff']

const jpegStart = Buffer.from([0xff, 0xd8, 0xff])

/**
 * Draws a picture anew from its pixels, in a confined process: a JPEG, upright, no larger than a screen, that tells no place, date or
 * camera. HEIC is drawn too, with more memory. Never throws.
 */
export const drawPicture = async (
  confined: Pick<Confined, 'run'>,
  bytes: Buffer,
  type: string,
): Promise<Buffer | { failure: ConfinedFailure }> => {
  const outcome = await confined.run(type === 'image/heic' ? 'heic' : 'picture', bytes, type)
  if ('failure' in outcome) return outcome
  return outcome.answer.subarray(0, 3).equals(jpegStart) ? outcome.answer : { failure: 'unreadable' }
}
