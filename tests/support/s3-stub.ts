import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

interface StubObject {
  bytes: Buffer
  token: string
  storedAt: string
}

interface StubUpload {
  key: string
  token: string
  parts: Map<number, Buffer>
}

/** How the stub treats the next request of a method: answers a status, forgets to answer after doing it, or cuts the body. */
export interface StubFault {
  method: string
  fault: number | 'lost-answer' | 'cut-body'
}

/** A stub that speaks the S3 protocol's requests that we send, over HTTP, in memory, and refuses unsigned or altered ones. */
export interface S3Stub {
  server: Server
  objects: Map<string, StubObject>
  uploads: Map<string, StubUpload>
  faults: StubFault[]
  largestBody: number
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of request) if (Buffer.isBuffer(piece)) pieces.push(piece)
  return Buffer.concat(pieces)
}

const header = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? '')

const isSigned = (request: IncomingMessage, body: Buffer): boolean =>
  /^AWS4-HMAC-SHA256 Credential=stub-key\/\d{8}\/eu-west-3\/s3\/aws4_request, SignedHeaders=\S+, Signature=[0-9a-f]{64}$/.test(
    header(request, 'authorization'),
  ) && header(request, 'x-amz-content-sha256') === createHash('sha256').update(body).digest('hex')

interface Exchange {
  stub: S3Stub
  request: IncomingMessage
  response: ServerResponse
  key: string
  query: URLSearchParams
  body: Buffer
}

const answer = ({ response }: Exchange, status: number, body = ''): void => {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body)
}

const keep = (exchange: Exchange, token: string, bytes: Buffer): void => {
  const { stub, request, key } = exchange
  if (header(request, 'if-none-match') === '*' && stub.objects.has(key)) return answer(exchange, 412)
  stub.objects.set(key, { bytes, token, storedAt: '2026-11-21T20:00:00.000Z' })
  answer(exchange, 200)
}

const put = (exchange: Exchange): void => {
  const { stub, request, query, body, response } = exchange
  const upload = stub.uploads.get(query.get('uploadId') ?? '')
  if (!query.has('partNumber')) return keep(exchange, header(request, 'x-amz-meta-upload'), body)
  if (upload === undefined) return answer(exchange, 404)
  upload.parts.set(Number(query.get('partNumber')), body)
  response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end()
}

const post = (exchange: Exchange): void => {
  const { stub, request, key, query, body } = exchange
  if (query.has('uploads')) {
    const id = randomBytes(8).toString('hex')
    stub.uploads.set(id, { key, token: header(request, 'x-amz-meta-upload'), parts: new Map() })
    return answer(
      exchange,
      200,
      `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    )
  }
  const id = query.get('uploadId') ?? ''
  const upload = stub.uploads.get(id)
  if (upload === undefined) return answer(exchange, 404)
  const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)</g)].map((match) => Number(match[1]))
  keep(exchange, upload.token, Buffer.concat(numbers.map((n) => upload.parts.get(n) ?? Buffer.alloc(0))))
  stub.uploads.delete(id)
}

const listing = (exchange: Exchange): void => {
  const { stub, query } = exchange
  if (query.has('uploads')) {
    const uploads = [...stub.uploads].map(
      ([id, { key }]) =>
        `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>2026-11-20T00:00:00Z</Initiated></Upload>`,
    )
    return answer(exchange, 200, `<R>${uploads.join('')}</R>`)
  }
  // Two objects a page, so that paging is exercised.
  const keys = [...stub.objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '')).toSorted()
  const start = Number(query.get('continuation-token') ?? 0)
  const contents = keys.slice(start, start + 2).map((key) => {
    const object = stub.objects.get(key)
    return `<Contents><Key>${key}</Key><LastModified>${object?.storedAt}</LastModified><Size>${object?.bytes.length}</Size></Contents>`
  })
  const more = start + 2 < keys.length ? `<NextContinuationToken>${start + 2}</NextContinuationToken>` : ''
  answer(exchange, 200, `<ListBucketResult>${contents.join('')}${more}</ListBucketResult>`)
}

const get = (exchange: Exchange, fault: StubFault['fault'] | undefined): void => {
  const { stub, request, response, key } = exchange
  if (key === '') return request.method === 'HEAD' ? answer(exchange, 200) : listing(exchange)
  const object = stub.objects.get(key)
  if (object === undefined) return answer(exchange, 404)
  const range = /^bytes=(\d+)-(\d+)$/.exec(header(request, 'range'))
  const bytes = range === null ? object.bytes : object.bytes.subarray(Number(range[1]), Number(range[2]) + 1)
  response.writeHead(range === null ? 200 : 206, { 'content-length': bytes.length, 'x-amz-meta-upload': object.token })
  if (fault !== 'cut-body') return void response.end(request.method === 'HEAD' ? '' : bytes)
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy())
}

const remove = (exchange: Exchange): void => {
  exchange.stub.uploads.delete(exchange.query.get('uploadId') ?? '')
  if (!exchange.query.has('uploadId')) exchange.stub.objects.delete(exchange.key)
  answer(exchange, 204)
}

const takeFault = (stub: S3Stub, method: string): StubFault['fault'] | undefined => {
  const index = stub.faults.findIndex((fault) => fault.method === method)
  return index < 0 ? undefined : stub.faults.splice(index, 1)[0]?.fault
}

const serve = async (stub: S3Stub, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? '/', 'http://stub')
  const body = await readBody(request)
  stub.largestBody = Math.max(stub.largestBody, body.length)
  const key = decodeURIComponent(url.pathname.replace(/^\/bucket\/?/, ''))
  const exchange = { stub, request, response, key, query: url.searchParams, body }
  if (!isSigned(request, body)) return answer(exchange, 403)
  if (!url.pathname.startsWith('/bucket')) return answer(exchange, 404)
  const fault = takeFault(stub, request.method ?? '')
  if (typeof fault === 'number') return answer(exchange, fault, '<Error><Code>Stub</Code></Error>')
  if (fault === 'lost-answer') response.writeHead = () => response.destroy()
  if (request.method === 'PUT') put(exchange)
  else if (request.method === 'POST') post(exchange)
  else if (request.method === 'DELETE') remove(exchange)
  else get(exchange, fault)
}

/** Starts the stub on a free port of this machine. */
export const startS3Stub = async (): Promise<{ stub: S3Stub; endpoint: string }> => {
  const server = createServer((request, response) => void serve(stub, request, response))
  const stub: S3Stub = { server, objects: new Map(), uploads: new Map(), faults: [], largestBody: 0 }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { stub, endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` }
}
