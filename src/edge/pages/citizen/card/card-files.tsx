import type { FastifyReply } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { Problem } from '../../../../platform/problem.ts'
import type { CardShape, PrintedCard } from '../../../letters/print-card.ts'
import type { SpaceAsk } from '../../ask.ts'
import { sendPdf } from '../../send-pdf.ts'
import { CardBody } from './card-body.tsx'
import { readCard } from './read-card.ts'

/** A card that says something. Problem `absent`, `card-empty`: an empty one helps nobody who finds it. */
const requireCard = async (ask: SpaceAsk): Promise<PrintedCard> => {
  const card = await readCard(ask)
  if (card.kinds.length === 0) throw new Problem('absent', 'card-empty')
  return card
}

/** Right: the name of a file says the day and nothing of what is in it. */
const nameOf = ({ day }: PrintedCard): string => `carnet-${day}`

/** The card on paper, to be printed in its own size. */
export const sendCardOf =
  (shape: Exclude<CardShape, 'phone'>) =>
  async (ask: SpaceAsk): Promise<FastifyReply> => {
    const card = await requireCard(ask)
    return sendPdf(ask, await ask.parts.cards.print(card, shape), nameOf(card))
  }

/** The card as the picture of a phone that is locked. */
export const sendCardPicture = async (ask: SpaceAsk): Promise<FastifyReply> => {
  const card = await requireCard(ask)
  const { bytes, mediaType } = await ask.parts.cards.picture(card, ask.spaceId)
  const ending = mediaType === 'image/png' ? 'png' : 'jpg'
  const disposition = `attachment; filename="${nameOf(card)}.${ending}"`
  return ask.reply.header('content-disposition', disposition).type(mediaType).send(bytes)
}

const css = [
  'body{margin:0 auto;max-width:40rem;padding:1rem;font:1.25rem/1.4 system-ui,sans-serif;color:#111;background:#fff}',
  '.emergency-card{border:3px solid #b3261e;border-radius:.5rem;padding:1rem;overflow-wrap:anywhere}',
  'p,ul{margin:0 0 .6rem}ul{padding:0;list-style:none}',
  '.emergency-card-title{color:#b3261e;font-weight:700}.emergency-card-name{font-size:1.4rem}',
  '.emergency-card-kind{font-weight:700;color:#444;font-size:1rem}.emergency-card-foot{font-size:.9rem;color:#444}',
].join('')

/** The card as a page to keep on a phone: whole in itself, it opens without network. Trust: nothing in it may run or be fetched. */
export const sendCardPage = async (ask: SpaceAsk): Promise<FastifyReply> => {
  const card = await requireCard(ask)
  const page = (
    <html lang={ask.lang}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{card.title}</title>
        <style>{css}</style>
      </head>
      <body>
        <main>
          <CardBody card={card} label={ask.text.card.heading} />
        </main>
      </body>
    </html>
  )
  return ask.reply
    .header('content-disposition', `attachment; filename="${nameOf(card)}.html"`)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToString(page)}`)
}
