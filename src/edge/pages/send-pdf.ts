import type { FastifyReply } from 'fastify'
import type { Ask } from './ask.ts'

/** Sends a file for the printer, under a name that says nothing of anybody. */
export const sendPdf = (ask: Ask, pdf: Buffer, name: string): FastifyReply =>
  send(ask, pdf, `attachment; filename="${name}.pdf"`)

/** Shows a file to be printed and thrown away: it is not left among the agent's downloads. */
export const showPdf = (ask: Ask, pdf: Buffer, name: string): FastifyReply =>
  send(ask, pdf, `inline; filename="${name}.pdf"`)

const send = (ask: Ask, pdf: Buffer, disposition: string): FastifyReply =>
  ask.reply.header('content-disposition', disposition).type('application/pdf').send(pdf)
