import type { fr } from '../fr/all.ts'
import { access } from './access.ts'
import { activity } from './activity.ts'
import { adding } from './adding.ts'
import { apps } from './apps.ts'
import { arranging } from './arranging.ts'
import { bin } from './bin.ts'
import { campaignDesk } from './campaign-desk.ts'
import { letterDesk } from './letter-desk.ts'
import { children } from './children.ts'
import { codeDesk } from './code-desk.ts'
import { staffConsole } from './console.ts'
import { content } from './content.ts'
import { counterDesk } from './counter-desk.ts'
import { deposit } from './deposit.ts'
import { disputeDesk, disputes } from './disputes.ts'
import { emergency } from './emergency.ts'
import { entering } from './entering.ts'
import { entry } from './entry.ts'
import { feeds } from './feeds.ts'
import { law } from './law.ts'
import { measures } from './measures.ts'
import { booklet } from './booklet.ts'
import { card } from './card.ts'
import { care } from './care.ts'
import { profile } from './profile.ts'
import { newDocuments } from './new-documents.ts'
import { objectionDesk, objections } from './objections.ts'
import { opening } from './opening.ts'
import { leaving } from './leaving.ts'
import { lost } from './lost.ts'
import { ownMeans } from './own-means.ts'
import { parents } from './parents.ts'
import { privacy } from './privacy.ts'
import { problem } from './problem.ts'
import { professional } from './professional.ts'
import { publicPages } from './public-pages.ts'
import { record } from './record.ts'
import { refusalDesk } from './refusal-desk.ts'
import { refusal } from './refusal.ts'
import { requests } from './requests.ts'
import { results } from './results.ts'
import { search } from './search.ts'
import { security } from './security.ts'
import { settings } from './settings.ts'
import { sharing } from './sharing.ts'
import { shell } from './shell.ts'
import { sight } from './sight.ts'
import { suspicionDesk, suspicions } from './suspicions.ts'
import { talkFirst } from './talk-first.ts'
import { validation } from './validation.ts'
import { verifier } from './verifier.ts'
import { workplace } from './workplace.ts'

/** All words, in English. */
export const en: typeof fr = {
  access,
  activity,
  adding,
  apps,
  arranging,
  bin,
  campaignDesk,
  letterDesk,
  children,
  codeDesk,
  content,
  counterDesk,
  deposit,
  disputeDesk,
  disputes,
  emergency,
  entering,
  entry,
  feeds,
  law,
  leaving,
  lost,
  measures,
  booklet,
  card,
  care,
  profile,
  newDocuments,
  objectionDesk,
  objections,
  opening,
  ownMeans,
  parents,
  privacy,
  problem,
  professional,
  publicPages,
  record,
  refusal,
  refusalDesk,
  requests,
  results,
  search,
  security,
  settings,
  sharing,
  shell,
  sight,
  staffConsole,
  suspicionDesk,
  suspicions,
  talkFirst,
  validation,
  verifier,
  workplace,
}
