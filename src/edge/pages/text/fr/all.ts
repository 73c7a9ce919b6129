import { access } from './access.ts'
import { children } from './children.ts'
import { content } from './content.ts'
import { leaving } from './leaving.ts'
import { ownMeans } from './own-means.ts'
import { problem } from './problem.ts'
import { professional } from './professional.ts'
import { publicPages } from './public-pages.ts'
import { record } from './record.ts'
import { security } from './security.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'

/** All words, in French. */
export const fr = {
  access,
  children,
  content,
  leaving,
  ownMeans,
  problem,
  professional,
  publicPages,
  record,
  security,
  settings,
  shell,
}
