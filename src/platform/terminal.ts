import { text } from 'node:stream/consumers'

/** Where a command prints its answer, and what it says meanwhile. */
export interface Terminal {
  print(line: string): void
  /** One line of progress, rewritten in place; silent when nobody watches. */
  progress(text: string): void
  fail(line: string): void
  /** All of standard input, without the line end: a passphrase piped in or typed. */
  readInput(): Promise<string>
}

const clearLine = '\r\u001b[2K'

/** The terminal of this process. Progress goes to standard error, so that answers can be piped. */
export const processTerminal = (): Terminal => {
  let showing = false
  const clear = (): void => {
    if (showing) process.stderr.write(clearLine)
    showing = false
  }
  return {
    print: (line) => {
      clear()
      process.stdout.write(`${line}\n`)
    },
    progress: (shown) => {
      if (!process.stderr.isTTY) return
      process.stderr.write(`${clearLine}${shown}`)
      showing = true
    },
    fail: (line) => {
      clear()
      process.stderr.write(`${line}\n`)
    },
    readInput: async () => (await text(process.stdin)).replace(/\r?\n$/, ''),
  }
}

/** What stops the process from outside: Ctrl-C and the service manager. */
export const onStopSignal = (stop: (signal: string) => void): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal))
}

/**
 * What nobody awaited and failed: told, and the process goes on. Nothing half done is kept by it, since every fact is written in a
 * transaction; a process that fell down at a stranger's request would be worse.
 */
export const onUnhandledFailure = (tell: (error: unknown) => void): void => {
  process.on('unhandledRejection', tell)
}
