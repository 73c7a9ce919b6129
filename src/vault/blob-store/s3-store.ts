import { parseInstant } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import {
  checkObjectName,
  isObjectName,
  missingObject,
  storeUnavailable,
  type BlobStore,
  type ByteRange,
  type StoredObject,
} from './object-store.ts'
import { openS3Bucket, type S3Bucket, type S3Credentials } from './s3-bucket.ts'
import { uploadToS3 } from './s3-upload.ts'

const keyOf = (bucket: S3Bucket, name: string): string => {
  checkObjectName(name)
  return bucket.prefix + name
}

const request = async (bucket: S3Bucket, name: string, range?: ByteRange): Promise<Response> => {
  const headers: Record<string, string> = range === undefined ? {} : { range: `bytes=${range.start}-${range.end - 1}` }
  const response = await bucket.send({ method: 'GET', key: keyOf(bucket, name), headers })
  if (response.ok && response.status === (range === undefined ? 200 : 206)) return response
  await response.body?.cancel()
  throw missingObject(new Error(`the object store answered ${response.status}`))
}

const get = async function* (bucket: S3Bucket, name: string, range?: ByteRange): AsyncGenerator<Buffer> {
  const { body } = await request(bucket, name, range)
  if (body === null) return
  try {
    for await (const piece of body) yield Buffer.from(piece)
  } catch (error) {
    throw storeUnavailable(error)
  }
}

const getBuffer = async (bucket: S3Bucket, name: string, range?: ByteRange): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of get(bucket, name, range)) pieces.push(piece)
  return Buffer.concat(pieces)
}

const remove = async (bucket: S3Bucket, name: string): Promise<void> => {
  const response = await bucket.send({ method: 'DELETE', key: keyOf(bucket, name) })
  await response.body?.cancel()
}

const element = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? ''

const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map((match) => match[1] ?? '')

const instant = (text: string): Date => {
  const parsed = parseInstant(text)
  if (parsed === undefined) throw storeUnavailable(new Error('the object store gave no date'))
  return parsed
}

const list = async function* (bucket: S3Bucket): AsyncGenerator<StoredObject> {
  let token = ''
  do {
    const more: Record<string, string> = token === '' ? {} : { 'continuation-token': token }
    const query = { 'list-type': '2', prefix: bucket.prefix, ...more }
    const page = await (await bucket.send({ method: 'GET', key: '', query })).text()
    for (const entry of elements(page, 'Contents')) {
      const name = element(entry, 'Key').slice(bucket.prefix.length)
      if (!isObjectName(name)) continue
      yield { name, size: Number(element(entry, 'Size')), storedAt: instant(element(entry, 'LastModified')) }
    }
    token = element(page, 'NextContinuationToken')
  } while (token !== '')
}

/** One page of unfinished uploads at a time is enough: what is left is met by the next sweep. */
const sweep = async (bucket: S3Bucket, before: Date): Promise<number> => {
  const query = { uploads: '', prefix: bucket.prefix }
  const page = await (await bucket.send({ method: 'GET', key: '', query })).text()
  let removed = 0
  for (const upload of elements(page, 'Upload')) {
    if (instant(element(upload, 'Initiated')) >= before) continue
    await bucket.send({
      method: 'DELETE',
      key: element(upload, 'Key'),
      query: { uploadId: element(upload, 'UploadId') },
    })
    removed++
  }
  return removed
}

/** Objects in an S3 bucket (Amazon's, MinIO, Ceph, Garage…). The bucket must honour `If-None-Match: *`: that is create-only. */
export const createS3Store = async (address: URL, credentials: S3Credentials): Promise<BlobStore> => {
  const bucket = openS3Bucket(address, credentials)
  const found = await bucket.send({ method: 'HEAD', key: '' })
  if (found.status === 404) {
    throw new Problem('incorrect', 'blobs-url-invalid', { details: { setting: 'BLOBS_URL', part: 'bucket' } })
  }
  return {
    put: (name, source) => uploadToS3(bucket, keyOf(bucket, name), source),
    get: (name, range) => get(bucket, name, range),
    getBuffer: (name, range) => getBuffer(bucket, name, range),
    remove: (name) => remove(bucket, name),
    list: () => list(bucket),
    sweepUnfinished: (before) => sweep(bucket, before),
  }
}
