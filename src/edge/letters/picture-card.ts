import type { Confined } from '../../platform/confined/confined.ts'
import { drawPdfPage, type PagePicture } from '../../platform/confined/draw-pdf-page.ts'
import { Problem } from '../../platform/problem.ts'
import type { PrintCard, PrintedCard } from './print-card.ts'

/** Draws a card as the picture of a locked phone's screen, for somebody: nobody else waits for it. Problem `busy`, `content-draws-later`. */
export type PictureCard = (card: PrintedCard, who: string) => Promise<PagePicture>

/** Makes the pictures: the page of a phone's shape is printed, then drawn in a confined process. */
export const createCardPicture =
  (print: PrintCard, confined: Pick<Confined, 'runFor'>): PictureCard =>
  async (card, who) => {
    const picture = await drawPdfPage(confined.runFor(who), await print(card, 'phone'), 0)
    if ('failure' in picture) throw new Problem('busy', 'content-draws-later')
    return picture
  }
