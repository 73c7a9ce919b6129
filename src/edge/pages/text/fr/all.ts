import { access } from './access.ts'
import { campaignDesk } from './campaign-desk.ts'
import { letterDesk } from './letter-desk.ts'
import { children } from './children.ts'
import { codeDesk } from './code-desk.ts'
import { staffConsole } from './console.ts'
import { content } from './content.ts'
import { counterDesk } from './counter-desk.ts'
import { entry } from './entry.ts'
import { opening } from './opening.ts'
import { leaving } from './leaving.ts'
import { lost } from './lost.ts'
import { ownMeans } from './own-means.ts'
import { problem } from './problem.ts'
import { professional } from './professional.ts'
import { publicPages } from './public-pages.ts'
import { record } from './record.ts'
import { refusalDesk } from './refusal-desk.ts'
import { refusal } from './refusal.ts'
import { security } from './security.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { suspicionDesk, suspicions } from './suspicions.ts'

/** All words, in French. */
export const fr = {
  access,
  campaignDesk,
  letterDesk,
  children,
  codeDesk,
  content,
  counterDesk,
  entry,
  leaving,
  lost,
  opening,
  ownMeans,
  problem,
  professional,
  publicPages,
  record,
  refusal,
  refusalDesk,
  security,
  settings,
  shell,
  staffConsole,
  suspicionDesk,
  suspicions,
}
