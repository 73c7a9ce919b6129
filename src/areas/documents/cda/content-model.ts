import type { Particle } from './structure-notation.ts'

/** One place of a content model: the element met there, and which places may come next. */
export interface Place {
  readonly type: string
  readonly nillable: boolean
  readonly next: Map<string, Place>
  /** whether the content may end here */
  last: boolean
}

/** The name under which a place for any element of a foreign namespace is listed. */
export const anyOther = '<other>'

interface Fragment {
  first: [string, Place][]
  ends: Place[]
  optional: boolean
}

const single = (name: string, type: string, nillable: boolean): Fragment => {
  const place: Place = { type, nillable, next: new Map(), last: false }
  return { first: [[name, place]], ends: [place], optional: false }
}

const link = (from: Place[], to: [string, Place][]): void => {
  for (const place of from) {
    for (const [name, target] of to) if (!place.next.has(name)) place.next.set(name, target)
  }
}

const inSequence = (left: Fragment, right: Fragment): Fragment => {
  link(left.ends, right.first)
  return {
    first: left.optional ? [...left.first, ...right.first] : left.first,
    ends: right.optional ? [...left.ends, ...right.ends] : right.ends,
    optional: left.optional && right.optional,
  }
}

const nothing = (): Fragment => ({ first: [], ends: [], optional: true })

const eitherOf = (parts: Fragment[]): Fragment => ({
  first: parts.flatMap((part) => part.first),
  ends: parts.flatMap((part) => part.ends),
  optional: parts.some((part) => part.optional),
})

const repeat = (particle: Particle & { kind: 'repeat' }): Fragment => {
  const required = Math.max(1, particle.min)
  const copies = Array.from({ length: required }, () => fragment(particle.part))
  const tail = copies.at(-1) ?? nothing()
  if (particle.max > required) link(tail.ends, tail.first)
  const whole = copies.reduce(inSequence, nothing())
  return { ...whole, optional: whole.optional || particle.min === 0 }
}

const fragment = (particle: Particle): Fragment => {
  switch (particle.kind) {
    case 'element':
      return single(particle.name, particle.type, particle.nillable)
    case 'other':
      return single(anyOther, anyOther, false)
    case 'sequence':
      return particle.parts.map(fragment).reduce(inSequence, nothing())
    case 'choice':
      return eitherOf(particle.parts.map(fragment))
    case 'repeat':
      return repeat(particle)
  }
}

/**
 * Compiles a content model to a deterministic automaton (Glushkov's construction: one place per element written).
 * HL7's models are unambiguous, so following names never needs to look back.
 */
export const compileContent = (particle: Particle): Place => {
  const whole = fragment(particle)
  const start: Place = { type: '', nillable: false, next: new Map(), last: whole.optional }
  link([start], whole.first)
  for (const place of whole.ends) place.last = true
  return start
}
