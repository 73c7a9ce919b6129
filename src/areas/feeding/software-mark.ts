import { createHash } from 'node:crypto'

/** What stands for a software in an address: what its operator called it may be a word about health. By hand has one too. */
export const softwareMark = (softwareId: string): string =>
  createHash('sha256').update(`feeding|${softwareId}`).digest('hex').slice(0, 16)
