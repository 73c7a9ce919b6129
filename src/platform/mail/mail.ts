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

/**
 * Sends mails; resolves once the next server, or the folder, has taken charge. Problem `incorrect`, `mail-address-wrong` for no plain
 * address, `mail-address-refused` for one that the server says takes no mail; `unavailable` for anything that may pass.
 */
export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): void
}

// Spec: RFC 5321 §4.1.2, a dot-string at a domain. Quoted names, lists and groups would reach others than the one meant.
const oneAddress = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/

const recipientOf = ({ to }: Mail): { name: string; address: string } => {
  if (!oneAddress.test(to)) throw new Problem('incorrect', 'mail-address-wrong', { details: { field: 'email' } })
  return { name: '', address: to }
}

const messageOf = (mail: Mail, from: string) => ({
  from,
  to: recipientOf(mail),
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

// In all shorter than the lease of a queued notice (platform/outbox.ts): a server that hangs must not have it sent twice.
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 15_000 }

// Spec: RFC 3463 §3.2, §3.3: X.1.Y is about the address, X.2.1 a mailbox that is closed. RFC 5321 §4.2.3: what servers without such a
// code say of a mailbox. Any other refusal (a sender not welcome, a policy) is about us and not about the address.
const refusedAddress = /^5\d\d[ -](?:5\.1\.\d+|5\.2\.1)\b|^55[013][ -](?!\d\.\d)/

const isAddressRefused = (error: unknown): boolean =>
  error instanceof Error &&
  'command' in error &&
  error.command === 'RCPT TO' &&
  'response' in error &&
  refusedAddress.test(String(error.response))

/** A real mail server, by its `smtp:` or `smtps:` address. */
export const createSmtpMailer = (url: string, from: string): Mailer => {
  const transport = nodemailer.createTransport({ url, ...patience })
  return {
    send: async (mail) => {
      const message = messageOf(mail, from)
      try {
        await transport.sendMail(message)
      } catch (error) {
        if (isAddressRefused(error))
          throw new Problem('incorrect', 'mail-address-refused', { details: { field: 'email' }, cause: error })
        throw new Problem('unavailable', 'mail-server-unavailable', { cause: error })
      }
    },
    close: () => transport.close(),
  }
}
