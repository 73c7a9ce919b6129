import type { Confined, ConfinedFailure } from './confined.ts'

/** The longest text that a code holds. Spec: ISO/IEC 18004, version 40. */
const longestText = 7_089

const textOf = (line: string): string[] => {
  try {
    const said: unknown = JSON.parse(line)
    return typeof said === 'string' && said.length <= longestText ? [said] : []
  } catch {
    return []
  }
}

/**
 * The texts of the squares (QR, Data Matrix) in a picture, read in a confined process; none where there are none. `type` is what the first bytes of
 * the picture show. Never throws.
 */
export const readCodes = async (
  confined: Pick<Confined, 'run'>,
  bytes: Buffer,
  type: string,
): Promise<string[] | { failure: ConfinedFailure }> => {
  const outcome = await confined.run('codes-in-picture', bytes, type)
  return 'failure' in outcome ? outcome : outcome.answer.toString('utf8').split('\n').flatMap(textOf)
}
