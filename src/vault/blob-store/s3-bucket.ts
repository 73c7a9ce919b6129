import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { Problem } from '../../platform/problem.ts'
import { storeUnavailable } from './object-store.ts'

/** Credentials of an object store: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where there is one, AWS_SESSION_TOKEN. */
export interface S3Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

/** One request to a bucket. An empty `key` is the bucket itself. */
export interface S3Request {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD'
  key: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Buffer
}

/** A bucket: the prefix of our objects in it, and signed requests. */
export interface S3Bucket {
  prefix: string
  /** Sends a request, again after 5xx, 429 and lost connections (3 tries). 404 and 412 are answers; the rest fails. */
  send(request: S3Request): Promise<Response>
}

const tries = 3
const headersWithinMs = 30_000
const answers = new Set([404, 412, 416])

const fetchOnce = async (client: AwsClient, url: URL, request: S3Request): Promise<Response> => {
  const { method, headers, body } = request
  const digest = createHash('sha256')
    .update(body ?? '')
    .digest('hex')
  const signed = await client.sign(url, {
    method,
    headers: { ...headers, 'x-amz-content-sha256': digest },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  })
  // Only the wait for the answer is bounded: a body may be read as slowly as whoever it is for.
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), headersWithinMs)
  try {
    return await fetch(signed, { signal: controller.signal })
  } finally {
    clearTimeout(timer)
  }
}

const passing = (status: number): boolean => status >= 500 || status === 429

const sendPatiently = async (client: AwsClient, url: URL, request: S3Request): Promise<Response> => {
  let failure: unknown
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await wait(100 * 4 ** (attempt - 1))
    try {
      const response = await fetchOnce(client, url, request)
      if (response.ok || answers.has(response.status)) return response
      await response.body?.cancel()
      failure = new Error(`the object store answered ${response.status} to ${request.method}`)
      if (!passing(response.status)) break
    } catch (error) {
      failure = error
    }
  }
  throw storeUnavailable(failure)
}

const invalid = (part: string): Problem =>
  new Problem('incorrect', 'blobs-url-invalid', { details: { setting: 'BLOBS_URL', part } })

/** Reads `s3://bucket/prefix?region=…&endpoint=…`; without an endpoint it is Amazon's of that region. */
export const openS3Bucket = (address: URL, credentials: S3Credentials): S3Bucket => {
  const region = address.searchParams.get('region') ?? ''
  if (region === '') throw invalid('region')
  const base = URL.parse(address.searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`)
  if (base === null || !base.protocol.startsWith('http')) throw invalid('endpoint')
  if (address.hostname === '') throw invalid('bucket')
  const client = new AwsClient({ ...credentials, service: 's3', region, retries: 0 })
  const folder = address.pathname.replace(/^\/+|\/+$/g, '')
  return {
    prefix: folder === '' ? '' : `${folder}/`,
    send: (request) => {
      const url = new URL(`${base.pathname.replace(/\/$/, '')}/${address.hostname}/${request.key}`, base)
      for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value)
      return sendPatiently(client, url, request)
    },
  }
}
