import { explainGap, readOpenGaps, type OpenGap } from '../../journal/gaps.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'

const sentences: Readonly<Record<string, string>> = {
  'write-without-entry': 'rows were written without an entry that permits it',
  'log-late': 'entries waited too long for the public log',
  'table-read': 'the whole table was read, which no visit does',
  'counts-reset': "the database's counts of reads began anew: what was read before is not known",
}

const lineOf = ({ id, kind, space_id: space, what, began_at: from, ended_at: to }: OpenGap): string => {
  const whose = space === null ? '' : ` of space ${space}`
  const when = to === null || to === from ? from : `${from} to ${to}`
  return `Gap ${id}, ${when}, ${what}${whose}: ${sentences[kind] ?? kind}.`
}

/** Looks once as the worker does, and prints what nobody has explained. Exit 0 only when that is nothing. */
export const reconcileCommand = async (carnet: Carnet, json: boolean, terminal: Terminal): Promise<number> => {
  await carnet.monitor.look()
  const owner = carnet.database.openOwner()
  try {
    const gaps = await readOpenGaps(owner)
    if (json) terminal.print(JSON.stringify({ holds: gaps.length === 0, gaps }))
    else {
      for (const gap of gaps) terminal.print(lineOf(gap))
      terminal.print(gaps.length === 0 ? 'Nothing is unexplained.' : `${gaps.length} gaps are unexplained.`)
    }
    return gaps.length === 0 ? 0 : 1
  } finally {
    await owner.close()
  }
}

/** Keeps what a gap was. */
export const explainGapCommand = async (
  carnet: Carnet,
  { gap, words, json }: { gap: string; words: string; json: boolean },
  terminal: Terminal,
): Promise<number> => {
  const owner = carnet.database.openOwner()
  try {
    await explainGap(owner, gap, words)
    terminal.print(json ? JSON.stringify({ gap }) : `Gap ${gap} is explained.`)
    return 0
  } finally {
    await owner.close()
  }
}
