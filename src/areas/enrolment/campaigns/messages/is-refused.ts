import { Problem } from '../../../../platform/problem.ts'

/** Whether an address itself can take no message, now or ever: anything else is a fault that passes, and is tried again. */
export const isRefused = (error: unknown): boolean => error instanceof Problem && error.kind === 'incorrect'
