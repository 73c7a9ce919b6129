import { createServer, type Socket } from 'node:net'

/** A mail as the stub took charge of it: who the envelope names, and the message with its dots and line ends as sent. */
export interface TakenMail {
  from: string
  to: string[]
  message: string
}

/** What the stub is told to do wrong: say that there is no such recipient, refuse any from us, refuse the message, or hang up after it. */
export type SmtpFault = 'none' | 'unknown-recipient' | 'refuse-recipient' | 'refuse-message' | 'hang-up'

/** A stub of an SMTP server (RFC 5321: EHLO, MAIL, RCPT, DATA, RSET, QUIT), enough for our sender to speak to. No TLS. */
export interface SmtpStub {
  readonly url: string
  readonly taken: TakenMail[]
  fault: SmtpFault
  close(): Promise<void>
}

const answerTo = (stub: SmtpStub, socket: Socket) => {
  let mail: TakenMail = { from: '', to: [], message: '' }
  let inMessage = false
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  const endMessage = (): void => {
    inMessage = false
    if (stub.fault === 'hang-up') return void socket.destroy()
    if (stub.fault === 'refuse-message') return say('554 5.7.1 no')
    stub.taken.push(mail)
    mail = { from: '', to: [], message: '' }
    say('250 2.0.0 taken')
  }
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase()
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (verb === 'EHLO' || verb === 'HELO') return say('250 stub')
    if (verb === 'MAIL') mail.from = address
    if (verb === 'RCPT' && stub.fault === 'unknown-recipient') return say('550 5.1.1 unknown')
    if (verb === 'RCPT' && stub.fault === 'refuse-recipient') return say('550 5.7.1 not from you')
    if (verb === 'RCPT') mail.to.push(address)
    if (verb === 'QUIT') return void socket.end('221 bye\r\n')
    inMessage = verb === 'DATA'
    say(inMessage ? '354 go on' : '250 2.0.0 fine')
  }
  return (line: string): void => {
    if (!inMessage) command(line)
    else if (line === '.') endMessage()
    else mail.message += `${line.replace(/^\./, '')}\r\n`
  }
}

const listen = (stub: SmtpStub, socket: Socket): void => {
  const hear = answerTo(stub, socket)
  let rest = ''
  socket.setEncoding('latin1').on('error', () => {})
  socket.on('data', (piece: string) => {
    const lines = (rest + piece).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(line)
  })
  socket.write('220 stub ready\r\n')
}

/** Starts the stub on a free loopback port. Close it after the test. */
export const startSmtpStub = async (): Promise<SmtpStub> => {
  const server = createServer((socket) => listen(stub, socket))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const stub: SmtpStub = {
    url: `smtp://127.0.0.1:${port}`,
    taken: [],
    fault: 'none',
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
  return stub
}
