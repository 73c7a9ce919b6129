import { randomBytes } from 'node:crypto'
import { Problem } from '../../platform/problem.ts'
import { storeUnavailable } from './object-store.ts'
import { readBlocks } from './read-blocks.ts'
import type { S3Bucket } from './s3-bucket.ts'

/** Bytes in memory per upload: what fits goes in one request, the rest in parts of this size (the protocol asks 5 MB). */
const partSize = 8 * 1024 * 1024

interface Upload {
  bucket: S3Bucket
  key: string
  /** stored with the object: tells our own earlier success, whose answer was lost, from somebody else's object */
  token: string
}

const markOf = ({ token }: Upload): Record<string, string> => ({ 'x-amz-meta-upload': token })

const isOurs = async ({ bucket, key, token }: Upload): Promise<boolean> => {
  const response = await bucket.send({ method: 'HEAD', key })
  return response.headers.get('x-amz-meta-upload') === token
}

const settle = async (upload: Upload, response: Response): Promise<void> => {
  const answer = await response.text()
  // The protocol may answer 200 to a completion and tell the failure in the body.
  if (response.ok && !answer.includes('<Error>')) return
  if (await isOurs(upload)) return
  if (response.status === 412) throw new Problem('fault', 'object-name-taken')
  throw storeUnavailable(new Error(`the object store did not keep an upload: ${response.status}`))
}

const putWhole = async (upload: Upload, body: Buffer): Promise<void> => {
  const { bucket, key } = upload
  await settle(
    upload,
    await bucket.send({ method: 'PUT', key, headers: { ...markOf(upload), 'if-none-match': '*' }, body }),
  )
}

const begin = async (upload: Upload): Promise<string> => {
  const { bucket, key } = upload
  const response = await bucket.send({ method: 'POST', key, query: { uploads: '' }, headers: markOf(upload) })
  const id = /<UploadId>([^<]+)<\/UploadId>/.exec(await response.text())?.[1]
  if (id === undefined) throw storeUnavailable(new Error('the object store began no upload'))
  return id
}

const putPart = async ({ bucket, key }: Upload, query: Record<string, string>, body: Buffer): Promise<string> => {
  const response = await bucket.send({ method: 'PUT', key, query, body })
  const tag = response.headers.get('etag')
  await response.body?.cancel()
  if (!response.ok || tag === null)
    throw storeUnavailable(new Error(`the object store kept no part: ${response.status}`))
  return tag
}

const complete = async (upload: Upload, uploadId: string, tags: readonly string[]): Promise<void> => {
  const parts = tags
    .map((tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag}</ETag></Part>`)
    .join('')
  const { bucket, key } = upload
  const response = await bucket.send({
    method: 'POST',
    key,
    query: { uploadId },
    headers: { 'if-none-match': '*', 'content-type': 'application/xml' },
    body: Buffer.from(`<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`),
  })
  await settle(upload, response)
}

const putParts = async (upload: Upload, uploadId: string, blocks: AsyncIterable<Buffer>): Promise<void> => {
  const tags: string[] = []
  for await (const body of blocks) {
    tags.push(await putPart(upload, { partNumber: String(tags.length + 1), uploadId }, body))
  }
  await complete(upload, uploadId, tags)
}

const bytesOf = async function* (first: Buffer, rest: AsyncGenerator<{ bytes: Buffer }>): AsyncGenerator<Buffer> {
  yield first
  for await (const { bytes } of rest) if (bytes.length > 0) yield bytes
}

/** Stores an object of any length, create-only, with at most one part in memory. A failure leaves no object and no parts. */
export const uploadToS3 = async (
  bucket: S3Bucket,
  key: string,
  source: AsyncIterable<Buffer> | Buffer,
): Promise<void> => {
  const upload = { bucket, key, token: randomBytes(16).toString('hex') }
  if (Buffer.isBuffer(source)) return putWhole(upload, source)
  const blocks = readBlocks(source, partSize)
  const first = await blocks.next()
  if (first.done === true || first.value.last)
    return putWhole(upload, first.done === true ? Buffer.alloc(0) : first.value.bytes)
  const uploadId = await begin(upload)
  try {
    await putParts(upload, uploadId, bytesOf(first.value.bytes, blocks))
  } catch (error) {
    // The first failure is the one to tell; parts that stay are removed by the sweep.
    await bucket.send({ method: 'DELETE', key, query: { uploadId } }).catch(() => {})
    throw error
  }
}
