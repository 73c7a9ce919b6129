export { createTally, type Tally } from './create-tally.ts'
export { owedLines, type OwedLine } from './owed-file.ts'
export { isUnreadable, qualityFile } from './quality-file.ts'
export { delays, type Delay, type Figure, type Sum, type SumKey } from './types.ts'
