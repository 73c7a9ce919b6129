import type { FastifyReply } from 'fastify'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ConfirmChange } from '../../components/confirm-change.tsx'
import { formFields, pathPiece } from '../../form-fields.ts'
import { sendProof } from '../../send-proof.ts'
import { takeStep } from '../../take-step.ts'
import { childOf } from './child-of.ts'

const there = { to: '/my/children', late: '/my/children' } as const

const ask =
  (step: 'refusal' | 'aside') =>
  async (asked: SpaceAsk): Promise<Page> => {
    const { name, state } = await childOf(asked)
    const words = asked.text.children[step]
    return {
      title: words.title,
      side: 'citizen',
      place: 'more',
      body: (
        <ConfirmChange
          ask={asked}
          heading={words.heading(name)}
          says={words.says}
          button={{ says: words.button, isStop: true }}
          state={state}
          back="/my/children"
        />
      ),
    }
  }

/** Before a refusal: what it means, and that it can be taken back. */
export const askToRefuseChild = ask('refusal')

/** Before setting a child aside: what it means for this account, and for nobody else. */
export const askToSetAside = ask('aside')

/** Refuses the opening for a child, once; the proof stands in the list. */
export const refuseChild = async (asked: SpaceAsk): Promise<Redirect> => {
  const child = { personId: pathPiece(asked.request, 'child'), from: formFields(asked.request).get('state') ?? '' }
  return takeStep(() => asked.parts.families.refuseChild(asked.visitor, asked.spaceId, child), {
    ...there,
    said: 'child-refused',
  })
}

/** Takes a child out of this account's list. */
export const setChildAside = async (asked: SpaceAsk): Promise<Redirect> => {
  const child = pathPiece(asked.request, 'child')
  return takeStep(() => asked.parts.families.setAside(asked.visitor, asked.spaceId, child), {
    ...there,
    said: 'child-aside',
  })
}

/** The proof of a refusal, as PDF. */
export const sendRefusalProof = async (asked: SpaceAsk): Promise<FastifyReply> =>
  sendProof(asked, await asked.parts.families.proofOfRefusal(asked.spaceId, pathPiece(asked.request, 'child')))
