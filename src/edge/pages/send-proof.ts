import type { FastifyReply } from 'fastify'
import type { LifeProof } from '../../areas/enrolment/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Ask } from './ask.ts'
import { securityHeaders } from './security-headers.ts'

/** Sends a proof as PDF, to keep. Its name says the day and nothing else. */
export const sendProof = async (ask: Ask, proof: LifeProof | undefined): Promise<FastifyReply> => {
  const { printProof } = ask.parts
  if (proof === undefined || printProof === undefined) throw new Problem('absent', 'page-not-found')
  return ask.reply
    .headers({
      ...securityHeaders,
      'content-disposition': `attachment; filename="carnet-${ask.parts.dayOf(proof.decidedAt)}.pdf"`,
    })
    .type('application/pdf')
    .send(await printProof(proof, ask.lang))
}
