import { createHash, randomBytes } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createBlobStore, openBlob, sealBlob } from '../../src/vault/blob-store/blob-store.ts'
import { randomId } from '../../src/platform/ids.ts'

// Run by src/vault/blob-store/seal-blob.test.ts in a process of its own with a small heap: seals and opens 100 MB, prints the peak of memory.
const pieces = 1600
const piece = randomBytes(65_536)

const source = async function* (): AsyncGenerator<Buffer> {
  for (let n = 0; n < pieces; n++) yield Buffer.from(piece)
}

const store = await createBlobStore(`file://${process.argv[2] ?? ''}`)
const key = randomBytes(32)
const context = { spaceId: randomId(), blobId: randomId(), role: 'original' } as const
const sealed = await sealBlob(store, { key, context, source: source() })
const sha256 = createHash('sha256')
await pipeline(openBlob(store, { key, context, ...sealed }), sha256)
const same = sha256.digest().equals(sealed.sha256) && sealed.size === pieces * 65_536
process.stdout.write(`rss ${Math.round(process.resourceUsage().maxRSS / 1024)} MB for ${sealed.size} bytes\n`)
process.exitCode = same ? 0 : 1
