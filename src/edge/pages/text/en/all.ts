import type { fr } from '../fr/all.ts'
import { access } from './access.ts'
import { content } from './content.ts'
import { entry } from './entry.ts'
import { opening } from './opening.ts'
import { ownMeans } from './own-means.ts'
import { problem } from './problem.ts'
import { professional } from './professional.ts'
import { publicPages } from './public-pages.ts'
import { record } from './record.ts'
import { refusal } from './refusal.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'

/** All words, in English. */
export const en: typeof fr = {
  access,
  content,
  entry,
  opening,
  ownMeans,
  problem,
  professional,
  publicPages,
  record,
  refusal,
  settings,
  shell,
}
