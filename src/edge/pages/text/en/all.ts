import type { fr } from '../fr/all.ts'
import { access } from './access.ts'
import { campaignDesk } from './campaign-desk.ts'
import { staffConsole } from './console.ts'
import { content } from './content.ts'
import { counterDesk } from './counter-desk.ts'
import { ownMeans } from './own-means.ts'
import { problem } from './problem.ts'
import { professional } from './professional.ts'
import { publicPages } from './public-pages.ts'
import { record } from './record.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'

/** All words, in English. */
export const en: typeof fr = {
  access,
  campaignDesk,
  content,
  counterDesk,
  staffConsole,
  ownMeans,
  problem,
  professional,
  publicPages,
  record,
  settings,
  shell,
}
