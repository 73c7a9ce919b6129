import { systemClock } from '../../platform/clock.ts'
import { progressBar } from '../../platform/progress-bar.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Language } from '../../reference/language.ts'
import { openOlderFolder, type OlderFolder } from './older-folder.ts'
import { createOlderReceiver, type OlderReceiver } from './older-over-http.ts'
import { createRejectFile, type RejectFile } from './reject-file.ts'

/** What `carnet older send` was asked. */
export interface SendOlder {
  folder: string
  server: string
  client: string
  lang: Language
  json: boolean
}

const headings = {
  fr: ['fichier', 'champ', 'raison', 'explication'],
  en: ['file', 'field', 'reason', 'explanation'],
} as const

/** What became of a folder's messages. `resumed` were taken in an earlier run. */
interface Sent {
  messages: number
  sent: number
  resumed: number
  refused: number
}

const createWatch = (terminal: Terminal): ((done: number, total: number) => void) => {
  const beganMs = systemClock.now().getTime()
  return (done, total) => {
    const elapsedMs = systemClock.now().getTime() - beganMs
    terminal.progress(progressBar({ label: 'Sending', bytes: done, sizeBytes: total, items: done, elapsedMs }))
  }
}

const sendOne = async (
  { folder, receiver, rejects }: { folder: OlderFolder; receiver: OlderReceiver; rejects: RejectFile },
  file: string,
): Promise<'sent' | 'resumed' | 'refused'> => {
  const message = await folder.read(file)
  if (folder.isSent(message)) return 'resumed'
  const flaws = await receiver.deposit(message)
  await rejects.add(flaws.map(({ field, reason, says }) => [file, field, reason, says]))
  if (flaws.length > 0) return 'refused'
  await folder.noteSent(message)
  return 'sent'
}

const sayOf = ({ messages, sent, resumed, refused }: Sent, rejects: string): string[] => [
  ...(resumed > 0 ? [`Went on after ${resumed} messages that an earlier run had sent.`] : []),
  `${messages} messages: ${sent} taken, ${resumed} there already, ${refused} refused.`,
  ...(refused > 0 ? [`Each refused message with its field and its fix: ${rejects}`] : []),
]

/**
 * Deposits a folder of messages as older documents, one after another. Exit 0 when all were taken, 2 when some were refused.
 * Interrupted at any moment, the same command goes on where it stopped; a message sent twice doubles nothing.
 */
export const sendOlderCommand = async (asked: SendOlder, terminal: Terminal): Promise<number> => {
  const { lang, json } = asked
  const folder = await openOlderFolder(asked.folder)
  const receiver = createOlderReceiver({ ...asked, secret: await terminal.readInput() })
  const name = `${asked.folder.replace(/[/\\]+$/, '')}.rejects.csv`
  const rejects = createRejectFile(name, headings[lang])
  const watch = createWatch(terminal)
  const counts = { sent: 0, resumed: 0, refused: 0 }
  try {
    for (const [at, file] of folder.files.entries()) {
      counts[await sendOne({ folder, receiver, rejects }, file)] += 1
      watch(at + 1, folder.files.length)
    }
    await rejects.end()
  } catch (error) {
    await rejects.drop()
    throw error
  } finally {
    await folder.close()
  }
  const sent = { messages: folder.files.length, ...counts }
  if (json) terminal.print(JSON.stringify({ ...sent, ...(sent.refused > 0 ? { rejects: name } : {}) }))
  else for (const line of sayOf(sent, name)) terminal.print(line)
  return sent.refused > 0 ? 2 : 0
}
