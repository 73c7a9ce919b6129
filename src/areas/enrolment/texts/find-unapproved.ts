import type { Connection } from '../../../platform/database/database.ts'
import { selectTextApprovals } from './store.ts'
import type { TextVersion, TextVersions } from './types.ts'

/** Whether an approval is of these very words: the same version, letter by letter. */
export const isOf = (
  { version, sha256 }: Pick<TextVersion, 'version' | 'sha256'>,
  other: Pick<TextVersion, 'version' | 'sha256'>,
): boolean => version === other.version && sha256 === other.sha256

/** Of the wordings in force on a day, those that no two persons have approved as they stand. */
export const findUnapproved = async (
  texts: TextVersions,
  connection: Connection,
  { kinds, day }: { kinds: readonly string[]; day: string },
): Promise<TextVersion[]> => {
  const wanted = texts.inForce(kinds, day)
  const approvals = await selectTextApprovals(connection, wanted)
  return wanted.filter((text) => !approvals.some((one) => one.confirmedBy !== null && isOf(text, one)))
}
