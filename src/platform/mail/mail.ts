import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { Problem } from '../problem.ts'

/** A mail to send: plain text only, no attachment, no remote content. `id` makes sending it twice harmless. */
export interface Mail {
  id: string
  to: string
  subject: string
  text: string
}

/** Sends mails; resolves once the next server, or the folder, has taken charge. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): void
}

const messageOf = (mail: Mail, from: string) => ({
  from,
  to: mail.to,
  subject: mail.subject,
  text: mail.text,
  messageId: `<${mail.id}@carnet.example>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
})

/** Where no server is configured: one `.eml` file a mail, named by its id, so that a retry writes the same file again. */
export const createFolderMailer = (folder: string, from: string): Mailer => {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    send: async (mail) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { message } = await composer.sendMail(messageOf(mail, from))
      const bytes = Buffer.isBuffer(message) ? message : Buffer.alloc(0)
      await writeFile(join(folder, `${mail.id}.eml`), bytes, { mode: 0o600 })
    },
    close: () => composer.close(),
  }
}

/** A real mail server, by its `smtp:` or `smtps:` address. */
export const createSmtpMailer = (url: string, from: string): Mailer => {
  const transport = nodemailer.createTransport(url)
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(messageOf(mail, from))
      } catch (error) {
        throw new Problem('unavailable', 'mail-server-unavailable', { cause: error })
      }
    },
    close: () => transport.close(),
  }
}
