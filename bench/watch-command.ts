import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '../src/platform/project.ts'
import type { BenchHome } from './bench-home.ts'
import { processCost } from './process-cost.ts'

/**
 * Runs one of our own commands on the home, in a process of its own: what it answered, spent in all and held at most. Throws when it
 * failed: what it says is then no measure.
 */
export const watchCommand = async (
  { folder, carnet }: BenchHome,
  words: readonly string[],
): Promise<{ answer: string; cpuMs: number; rssMb: number }> => {
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'src', 'main.js'), ...words], {
    env: {
      PATH: process.env['PATH'] ?? '',
      CARNET_MODE: 'demonstration',
      CARNET_HOME: join(folder, 'home'),
      // The address is printed on letters, and part of what was approved.
      CARNET_URL: carnet.settings.url,
    },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const answer = text(child.stdout)
  const ended = once(child, 'exit')
  const spent = { cpuMs: 0, rssMb: 0 }
  while (child.exitCode === null && child.signalCode === null) {
    const { cpuMs, rssMb } = processCost(child.pid ?? 0)
    spent.cpuMs = Math.max(spent.cpuMs, cpuMs)
    spent.rssMb = Math.max(spent.rssMb, rssMb)
    await pause(50)
  }
  await ended
  if (child.exitCode !== 0)
    throw new Error(`carnet ${words.join(' ')} ended with ${child.exitCode ?? child.signalCode}`)
  return { answer: await answer, ...spent }
}
