import { tileNumberPath } from '../../edge/log/tile-path.ts'
import { splitHandovers } from '../../journal/log/log-keys.ts'
import type { WatchedLog } from '../../journal/log/witness.ts'
import { Problem } from '../../platform/problem.ts'

/** A log that is read by its address, and can be sent a cosignature. */
export interface RemoteLog extends WatchedLog {
  send(cosigned: string): Promise<void>
}

const patienceMs = 20_000
const tileWidth = 256

const unreadable = (url: string, cause?: unknown): Problem =>
  new Problem('unavailable', 'log-unreadable', { details: { url }, cause })

const ask = async (url: string, body?: string): Promise<Buffer> => {
  const method =
    body === undefined ? {} : { method: 'POST', body, headers: { 'content-type': 'text/plain; charset=utf-8' } }
  const options = { ...method, signal: AbortSignal.timeout(patienceMs) }
  const answer = await fetch(url, options).catch((cause: unknown) => {
    throw unreadable(url, cause)
  })
  if (!answer.ok) throw unreadable(url)
  return Buffer.from(await answer.arrayBuffer())
}

/** How many hashes a tile has in the tree of that size. */
const widthOf = (size: number, level: number, n: number): number =>
  Math.min(Math.floor(size / tileWidth ** level) - n * tileWidth, tileWidth)

/** Reads a log at its address (`https://carnet.example/log`), as everybody can. Spec: C2SP tlog-tiles. */
export const createRemoteLog = (url: string): RemoteLog => ({
  checkpoint: async () => (await ask(`${url}/checkpoint`)).toString(),
  handovers: async () => splitHandovers((await ask(`${url}/keys`)).toString()),
  tiles: (size) => ({
    read: async (level, n) => {
      const width = widthOf(size, level, n)
      if (width <= 0) return Buffer.alloc(0)
      return ask(`${url}/tile/${level}/${tileNumberPath(n)}${width === tileWidth ? '' : `.p/${width}`}`)
    },
  }),
  send: async (cosigned) => {
    await ask(`${url}/cosignature`, cosigned)
  },
})
