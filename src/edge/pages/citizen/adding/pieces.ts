import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Problem } from '../../../../platform/problem.ts'
import type { SpaceAsk } from '../../ask.ts'
import { pathPiece } from '../../form-fields.ts'
import { addingPath } from './adding-path.ts'

/** Spec: tus 1.0.0, with the extensions creation, expiration and termination (docs/api/resumable-uploads.md). */
const version = '1.0.0'

/** Where files are sent in pieces to the space that is looked at. */
export const piecesPath = (ask: SpaceAsk): string => `${addingPath(ask)}/pieces`

const unreadable = (field: string): Problem => new Problem('incorrect', 'upload-unreadable', { details: { field } })

const headerOf = ({ request }: SpaceAsk, name: string): string => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

const numberOf = (ask: SpaceAsk, name: string): number => {
  const text = headerOf(ask, name)
  if (!/^\d{1,15}$/.test(text)) throw unreadable(name)
  return Number(text)
}

const requireVersion = (ask: SpaceAsk): void => {
  if (headerOf(ask, 'tus-resumable') !== version) throw unreadable('tus-resumable')
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** One word of `Upload-Metadata`: `filename bm90ZS50eHQ=,filetype …`. Empty where it is not said. */
const saidIn = (metadata: string, key: string): string => {
  const said = metadata.split(',').map((pair) => pair.trim().split(' '))
  const encoded = said.find(([name]) => name === key)?.[1] ?? ''
  try {
    return utf8.decode(Buffer.from(encoded, 'base64'))
  } catch {
    throw unreadable('upload-metadata')
  }
}

const answered = ({ reply }: SpaceAsk, status: number, headers: Readonly<Record<string, string | number>>) =>
  reply
    .code(status)
    .headers({ 'tus-resumable': version, 'cache-control': 'no-store', ...headers })
    .send()

/** Announces a file: its size, and what it is. Its address is the answer. */
export const beginPieces = async (ask: SpaceAsk): Promise<FastifyReply> => {
  requireVersion(ask)
  const metadata = headerOf(ask, 'upload-metadata')
  const id = await ask.parts.documents.beginUpload(ask.visitor, {
    spaceId: ask.spaceId,
    name: saidIn(metadata, 'filename'),
    type: saidIn(metadata, 'filetype'),
    size: numberOf(ask, 'upload-length'),
  })
  return answered(ask, 201, { location: `${piecesPath(ask)}/${id}`, 'upload-offset': 0 })
}

const addressOf = (ask: SpaceAsk) => ({ spaceId: ask.spaceId, id: pathPiece(ask.request, 'upload') })

/** How far a file has come. */
export const tellPieces = async (ask: SpaceAsk): Promise<FastifyReply> => {
  requireVersion(ask)
  const { received, size } = await ask.parts.documents.findUpload(ask.visitor, addressOf(ask))
  return answered(ask, 200, { 'upload-offset': received, 'upload-length': size })
}

/** Keeps the next piece, whole or not at all. */
export const takePiece = async (ask: SpaceAsk): Promise<FastifyReply> => {
  requireVersion(ask)
  const { body } = ask.request
  if (!(body instanceof Readable)) throw unreadable('content-type')
  const offset = numberOf(ask, 'upload-offset')
  const received = await ask.parts.documents.addPiece(ask.visitor, { ...addressOf(ask), offset, bytes: body })
  return answered(ask, 204, { 'upload-offset': received })
}

/** Gives a file up. */
export const dropPieces = async (ask: SpaceAsk): Promise<FastifyReply> => {
  requireVersion(ask)
  await ask.parts.documents.cancelUpload(ask.visitor, addressOf(ask))
  return answered(ask, 204, {})
}
