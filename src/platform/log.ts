import { pino } from 'pino'

/** A field of a log line: identifiers of requests and outcomes. Health data, names and bodies have no field to go to. */
export interface LogFields {
  requestId?: string
  method?: string
  route?: string
  status?: number
  durationMs?: number
  reason?: string
  role?: string
  job?: string
  attempt?: number
  count?: number
  port?: number
  setting?: string
  error?: string
  stack?: string
}

/** Structured logs with an allow-list of fields: what has no field cannot leak. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** One JSON line per event on standard output. */
export const createLog = (level: string): Log => {
  const logger = pino({ level, base: null })
  return {
    info: (event, fields = {}) => logger.info({ event, ...fields }),
    warn: (event, fields = {}) => logger.warn({ event, ...fields }),
    error: (event, fields = {}) => logger.error({ event, ...fields }),
  }
}

/** A log that keeps silent: command-line runs that print their own answer. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** The frames of a stack: what stands before them is the message, of one line or several. */
const framesOf = ({ message, stack = '' }: Error): string =>
  stack
    .slice(message === '' ? 0 : stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 7)
    .join(' ')
    .trim()

/** The loggable part of an unknown error: its class and where it was thrown, never its message (it may quote a value). */
export const describeError = (error: unknown): LogFields =>
  error instanceof Error ? { error: error.name, stack: framesOf(error) } : { error: typeof error }
