import type { FastifyReply } from 'fastify'
import { bareType } from '../../../platform/bare-type.ts'
import { Problem } from '../../../platform/problem.ts'
import type { ProfessionalAsk, SpaceAsk } from '../ask.ts'
import { pathPiece } from '../form-fields.ts'
import { securityHeaders } from '../security-headers.ts'
import { fileEnding, isShownInPage } from './media-types.ts'

/**
 * Trust: bytes of a document are a stranger's. Nothing in them may run, load or frame anything; a PDF may be drawn by the
 * browser's own viewer inside our page, everything that is not an image or a PDF is only ever downloaded.
 */
const strangerPolicy = (mediaType: string): string =>
  mediaType === 'application/pdf'
    ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    : "default-src 'none'; sandbox; frame-ancestors 'self'"

const setHeaders = (reply: FastifyReply, file: { mediaType: string; name: string; inline: boolean }): void => {
  void reply.headers({
    ...securityHeaders,
    'content-security-policy': strangerPolicy(file.mediaType),
    'content-disposition': `${file.inline ? 'inline' : 'attachment'}; filename="${file.name}"`,
    'content-type': file.mediaType,
  })
}

/** Right: the proposed name holds a date and nothing else of the document. */
const fileName = (day: string, mediaType: string): string => `document-${day}.${fileEnding(mediaType)}`

/** The original, byte for byte, to keep. */
export const sendOriginal = async (ask: SpaceAsk | ProfessionalAsk): Promise<FastifyReply> => {
  const { entry, stream } = await ask.parts.documents.openContent(ask.visitor, pathPiece(ask.request, 'id'))
  const mediaType = bareType(entry.contentType)
  const name = fileName(ask.parts.dayOf(entry.createdAt), mediaType)
  setHeaders(ask.reply, { mediaType, name, inline: false })
  return ask.reply.header('content-length', entry.size).send(stream)
}

/** What is shown inside a page: a PDF without a password, or a picture drawn anew; anything else is downloaded all the same. */
export const sendView = async (ask: SpaceAsk | ProfessionalAsk): Promise<FastifyReply> => {
  const view = await ask.parts.documents.openView(ask.visitor, pathPiece(ask.request, 'id'))
  const { entry, stream, mediaType, onlyKept } = view
  const name = fileName(ask.parts.dayOf(entry.createdAt), mediaType)
  setHeaders(ask.reply, { mediaType, name, inline: onlyKept !== true && isShownInPage(mediaType) })
  return ask.reply.send(stream)
}

const pageAsked = (ask: SpaceAsk | ProfessionalAsk): number => {
  const page = pathPiece(ask.request, 'page')
  if (!/^[1-9]\d{0,3}$/.test(page)) throw new Problem('absent', 'page-not-found')
  return Number(page)
}

const indexAsked = (ask: SpaceAsk | ProfessionalAsk): number => {
  const index = pathPiece(ask.request, 'index')
  if (!/^\d{1,3}$/.test(index)) throw new Problem('absent', 'page-not-found')
  return Number(index)
}

type Picture = Awaited<ReturnType<SpaceAsk['parts']['documents']['openPage']>>

const sendPicture = (
  { reply }: SpaceAsk | ProfessionalAsk,
  page: number,
  { bytes, mediaType }: Picture,
): FastifyReply => {
  setHeaders(reply, { mediaType, name: `document-page-${page}.${fileEnding(mediaType)}`, inline: true })
  return reply.send(bytes)
}

/** One page of a PDF, as a picture drawn for this look. */
export const sendPage = async (ask: SpaceAsk | ProfessionalAsk): Promise<FastifyReply> => {
  const page = pageAsked(ask)
  return sendPicture(ask, page, await ask.parts.documents.openPage(ask.visitor, pathPiece(ask.request, 'id'), page - 1))
}

/** The same of a PDF carried inside a document, by its place. */
export const sendPartPage = async (ask: SpaceAsk | ProfessionalAsk): Promise<FastifyReply> => {
  const [page, index] = [pageAsked(ask), indexAsked(ask)]
  const id = pathPiece(ask.request, 'id')
  return sendPicture(ask, page, await ask.parts.documents.openEmbeddedPage(ask.visitor, id, { index, page: page - 1 }))
}

/** A file carried inside a CDA document, by its place. */
export const sendPart = async (ask: SpaceAsk | ProfessionalAsk): Promise<FastifyReply> => {
  const index = indexAsked(ask)
  const { mediaType, bytes, onlyKept } = await ask.parts.documents.openEmbedded(
    ask.visitor,
    pathPiece(ask.request, 'id'),
    index,
  )
  const name = `document-${index}.${fileEnding(mediaType)}`
  setHeaders(ask.reply, { mediaType, name, inline: onlyKept !== true && isShownInPage(mediaType) })
  return ask.reply.send(bytes)
}
