import type { FastifyReply } from 'fastify'
import type { LifeProof } from '../../areas/enrolment/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Ask } from './ask.ts'
import { sendPdf } from './send-pdf.ts'

/** Sends a proof as PDF, to keep. Its name says the day and nothing else. */
export const sendProof = async (ask: Ask, proof: LifeProof | undefined): Promise<FastifyReply> => {
  const { printProof } = ask.parts
  if (proof === undefined || printProof === undefined) throw new Problem('absent', 'page-not-found')
  return sendPdf(ask, await printProof(proof, ask.lang), `carnet-${ask.parts.dayOf(proof.decidedAt)}`)
}
