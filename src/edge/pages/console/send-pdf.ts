import type { FastifyReply } from 'fastify'
import type { StaffAsk } from '../ask.ts'

/** Sends a file for the printer, under a name that says nothing of anybody. */
export const sendPdf = (ask: StaffAsk, pdf: Buffer, name: string): FastifyReply =>
  ask.reply.header('content-disposition', `attachment; filename="${name}.pdf"`).type('application/pdf').send(pdf)
