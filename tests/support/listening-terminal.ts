import type { Terminal } from '../../src/platform/terminal.ts'

/** A terminal that remembers what a command printed and how it told its progress. */
export const listen = (): { terminal: Terminal; printed: string[]; progress: string[] } => {
  const heard: { printed: string[]; progress: string[] } = { printed: [], progress: [] }
  const terminal = {
    print: (line: string) => void heard.printed.push(line),
    progress: (line: string) => void heard.progress.push(line),
    fail: () => {},
    readInput: async () => '',
  }
  return { terminal, ...heard }
}
