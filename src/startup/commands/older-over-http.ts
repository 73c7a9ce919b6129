import { setTimeout } from 'node:timers/promises'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Problem } from '../../platform/problem.ts'
import type { Language } from '../../reference/language.ts'

/** What an installation says is wrong with a message: where, our reason, its sentence. */
export interface Flaw {
  field: string
  reason: string
  says: string
}

/** An installation that older documents are sent to. */
export interface OlderReceiver {
  /** Nothing where it was taken, new or again; what is wrong with it where it was refused. Waits while others go first. */
  deposit(message: { bytes: Buffer; type: string }): Promise<Flaw[]>
}

/** Where it is, and who sends. */
export interface Sender {
  server: string
  client: string
  secret: string
  lang: Language
}

const patienceMs = 120_000
const mostWaitSeconds = 60
const mostTries = 20

const tokenAnswer = Compile(Type.Object({ access_token: Type.String() }))
const outcomeAnswer = Compile(
  Type.Object({
    issue: Type.Array(
      Type.Object({
        severity: Type.String(),
        diagnostics: Type.Optional(Type.String()),
        expression: Type.Optional(Type.Array(Type.String())),
        details: Type.Optional(Type.Object({ coding: Type.Array(Type.Object({ code: Type.String() })) })),
      }),
    ),
  }),
)

const unreachable = (server: string, cause?: unknown): Problem =>
  new Problem('unavailable', 'older-server-unreachable', { details: { server }, cause })

const ask = (server: string, path: string, init: RequestInit): Promise<Response> =>
  fetch(`${server}${path}`, { ...init, method: 'POST', signal: AbortSignal.timeout(patienceMs) }).catch(
    (cause: unknown) => {
      throw unreachable(server, cause)
    },
  )

const readJson = async (answer: Response): Promise<unknown> => {
  const text = await answer.text()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const takeToken = async ({ server, client, secret }: Sender): Promise<string> => {
  const basic = Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString('base64')
  const answer = await ask(server, '/oauth/token', {
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'system/DocumentReference.crus system/List.crs system/Binary.cr',
    }),
  })
  const said = await readJson(answer)
  if (!answer.ok || !tokenAnswer.Check(said)) {
    if (answer.status >= 500) throw unreachable(server)
    throw new Problem('unauthenticated', 'older-client-refused', { details: { client } })
  }
  return said.access_token
}

const flawsOf = (said: unknown, status: number): Flaw[] => {
  const issues = outcomeAnswer.Check(said) ? said.issue.filter(({ severity }) => severity === 'error') : []
  if (issues.length === 0) return [{ field: '', reason: `http-${status}`, says: '' }]
  return issues.map(({ expression, details, diagnostics }) => ({
    field: expression?.[0] ?? '',
    reason: details?.coding.at(-1)?.code ?? `http-${status}`,
    says: diagnostics ?? '',
  }))
}

const waitMs = ({ headers }: Response): number => {
  const seconds = Number(headers.get('retry-after') ?? 1)
  return Math.min(Number.isFinite(seconds) ? Math.max(seconds, 0.1) : 1, mostWaitSeconds) * 1000
}

/** A receiver at the address of an installation. Problems: `older-server-unreachable`, `older-client-refused`. */
export const createOlderReceiver = (sender: Sender): OlderReceiver => {
  const server = sender.server.replace(/\/+$/, '')
  let token: string | undefined
  const send = async ({ bytes, type }: { bytes: Buffer; type: string }): Promise<Response> => {
    token ??= await takeToken({ ...sender, server })
    return ask(server, '/fhir', {
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': type,
        accept: 'application/fhir+json',
        'accept-language': sender.lang,
        'carnet-older-documents': '?1',
      },
      body: new Uint8Array(bytes),
    })
  }
  return {
    deposit: async (message) => {
      for (let tries = 0; tries < mostTries; tries += 1) {
        const answer = await send(message)
        const said = await readJson(answer)
        if (answer.ok) return []
        // A token ends by itself in a long run: the next one goes on.
        if (answer.status === 401) token = undefined
        else if (answer.status !== 429 && answer.status !== 503) {
          if (answer.status >= 500) throw unreachable(server)
          return flawsOf(said, answer.status)
        }
        await setTimeout(waitMs(answer))
      }
      throw unreachable(server)
    },
  }
}
