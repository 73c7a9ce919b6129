import type { ActorKind, SpaceState } from './decision.ts'
import type { Act, LifeAct } from './types.ts'

interface LifeRule {
  readonly by: ReadonlySet<ActorKind>
  /** states of the space in which the act has a meaning */
  readonly from: ReadonlySet<SpaceState>
}

const by = (...kinds: ActorKind[]): ReadonlySet<ActorKind> => new Set(kinds)
const from = (...states: SpaceState[]): ReadonlySet<SpaceState> => new Set(states)

const everyone = by('holder', 'staff', 'system')
const bySomebody = by('holder', 'staff')
const byUs = by('staff', 'system')

/** Who may do each act on a space as a whole, and when: the law's side of it (whose turn, which date) is the enrolment area's. */
const lifeRules: Readonly<Record<LifeAct, LifeRule>> = {
  // written by the founding itself, before there is anything to visit
  'found-space': { by: by(), from: from() },
  'open-space': { by: everyone, from: from('waiting') },
  'oppose-space': { by: bySomebody, from: from('waiting') },
  'activate-space': { by: by('holder'), from: from('open') },
  'close-space': { by: everyone, from: from('open', 'suspended') },
  'reopen-space': { by: bySomebody, from: from('closed') },
  'suspend-space': { by: by('staff'), from: from('open') },
  'resume-space': { by: by('staff'), from: from('suspended') },
  'freeze-space': { by: byUs, from: from('waiting', 'open', 'suspended') },
  'unfreeze-space': { by: by('staff'), from: from('closed') },
  'request-erasure': { by: bySomebody, from: from('open', 'suspended', 'closed') },
  'cancel-erasure': { by: bySomebody, from: from('closed') },
  'erase-space': { by: by('system'), from: from('closed') },
  'correct-identity': { by: byUs, from: from('waiting', 'open', 'suspended', 'closed') },
  'hand-over-documents': { by: byUs, from: from('waiting', 'open', 'suspended', 'closed') },
  'take-over-documents': { by: byUs, from: from('waiting', 'open') },
  'count-documents': { by: byUs, from: from('waiting', 'open', 'suspended', 'closed') },
  'drop-documents': { by: by('system'), from: from('waiting', 'open', 'suspended', 'closed') },
}

/** The rule of an act on a space as a whole; nothing for an act inside it. */
export const lifeRuleOf = (act: Act): LifeRule | undefined => (isLifeAct(act) ? lifeRules[act] : undefined)

/** Whether an act concerns the space as a whole. */
export const isLifeAct = (act: Act): act is LifeAct => act in lifeRules

/** The act, when it is one that destroys a space; a fault otherwise. The database asks the same (migrations/0006). */
export const requireErasing = (act: Act): LifeAct => {
  if (act === 'erase-space' || act === 'oppose-space') return act
  throw new Error(`${act} erases nothing`)
}
