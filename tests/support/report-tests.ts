import type { EventData, TestsStream } from 'node:test'
import { relative } from 'node:path'
import { inspect } from 'node:util'

import { projectRoot } from '../../src/platform/project.ts'

/** What the runner must know when the stream has ended: the exit code follows from it. */
export interface Outcome {
  readonly failed: boolean
}

type Write = (text: string) => void

const whereOf = (data: { file?: string; line?: number }): string =>
  data.file === undefined ? '' : ` (${relative(projectRoot, data.file)}:${data.line ?? 1})`

const causeOf = (error: Error): unknown => error.cause ?? error

// A suite fails because something in it did: that one is told. A todo may fail.
const isNoNews = (data: EventData.TestFail): boolean => {
  if (data.todo !== undefined && data.todo !== false) return true
  const { failureType } = { failureType: '', ...data.details.error }
  return failureType === 'subtestsFailed'
}

const summaryLine = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /

const indent = (text: string): string => text.replaceAll(/^/gm, '    ')

const tellFailure = (data: EventData.TestFail): string =>
  `✖ ${data.name}${whereOf(data)}\n${indent(inspect(causeOf(data.details.error), { depth: 6 }))}\n`

const tellPass = (data: EventData.TestPass): string =>
  `${'  '.repeat(data.nesting)}✔ ${data.name} (${Math.round(data.details.duration_ms)} ms)\n`

const tellList = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `\n${title} (${lines.length})\n${lines.join('')}`

const skipReason = (skip: boolean | string | undefined): string => (typeof skip === 'string' ? skip : 'no reason given')

/**
 * Writes one line per passed test, failures with their cause at once and again at the end, every skipped test by name with
 * its reason, and node's own summary (`# tests 12` …) as the last lines.
 */
export const reportTests = async (stream: TestsStream, write: Write): Promise<Outcome> => {
  const summary: string[] = []
  const skipped: string[] = []
  const failures: string[] = []
  const remarks: string[] = []
  for await (const event of stream) {
    if (event.type === 'test:pass') {
      const { skip } = event.data
      const isSkipped = skip !== undefined && skip !== false
      if (isSkipped) skipped.push(`- ${event.data.name}${whereOf(event.data)}: ${skipReason(skip)}\n`)
      else write(tellPass(event.data))
    } else if (event.type === 'test:fail' && !isNoNews(event.data)) {
      failures.push(tellFailure(event.data))
      write(failures.at(-1) ?? '')
    } else if (event.type === 'test:stderr' || event.type === 'test:stdout') {
      write(event.data.message)
    } else if (event.type === 'test:diagnostic' && event.data.nesting === 0) {
      const lines = summaryLine.test(event.data.message) ? summary : remarks
      lines.push(`# ${event.data.message}\n`)
    }
  }
  write(tellList('Skipped', skipped))
  write(tellList('Failed', failures))
  write(tellList('Remarks', remarks))
  write(`\n${summary.join('')}`)
  return { failed: failures.length > 0 }
}
