import type { LogVerdict } from '../../journal/log/verify-log.ts'
import type { Terminal } from '../../platform/terminal.ts'

const sentences = {
  'leaf-missing': 'a leaf is missing from here on; what stands behind it cannot be verified',
  'leaf-wrong': 'the log holds another hash for this entry',
  'entry-gone': 'the log holds this entry, the journal does not',
  'entry-unplaced': 'this entry neither stands in the log nor waits for its place',
  'entry-late': 'this entry still waits for its place: no worker runs, or it may not sign',
  'tile-wrong': 'what is served is not what the leaves give',
  'checkpoint-signature': 'this checkpoint is not signed with our key',
  'checkpoint-differs': 'this checkpoint tells of another tree',
  'cosignature-wrong': 'a cosignature is not the witness’s own, or of another checkpoint',
  'remembered-differs': 'the tree that the witness saw is not the beginning of this one',
  'handover-wrong': 'the handovers do not lead from the first key to the one that signs now',
  'checkpoint-missing': 'leaves stand behind the last checkpoint',
} as const

/** Says what a verification of the public log found. */
export const reportLog = ({ leaves, checkpoints, flaws }: LogVerdict, terminal: Terminal): void => {
  for (const { at, what } of flaws) terminal.print(`Public log, ${at}: ${sentences[what]}.`)
  const counts = `${leaves} leaves, ${checkpoints} checkpoints`
  terminal.print(
    flaws.length === 0
      ? `The public log holds: ${counts}.`
      : `The public log does not hold: ${flaws.length} flaws. ${counts}.`,
  )
}
