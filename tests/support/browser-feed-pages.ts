import { softwareMark } from '../../src/areas/feeding/index.ts'
import { at, type PageToSee } from './page-to-see.ts'

/** The pages about what producers send: the board, its filters, and the cards of a facility that sends, of one that does not, and of a software. */
export const feedPages: readonly PageToSee[] = [
  '/console/feeds',
  '/console/feeds?state=sending&sort=day',
  '/console/feeds?name=nobody',
  '/console/feeds/facilities/1990000036',
  '/console/feeds/facilities/1990000044',
  '/console/feeds/software',
  `/console/feeds/software/${softwareMark('laboratory')}`,
].map(at)
