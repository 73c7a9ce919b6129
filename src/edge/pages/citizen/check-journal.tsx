import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { PlainList } from '../components/plain-list.tsx'
import { isProven, proofAddress, proveFirst } from '../fresh-proof.ts'
import { securityHeaders } from '../security-headers.ts'

const Download = ({ ask }: { ask: SpaceAsk }): VNode => {
  const words = ask.text.verifier.steps
  if (!isProven(ask)) {
    return (
      <>
        <p>{words.prove}</p>
        <p>
          <a class="button" href={proofAddress(ask)}>
            {words.proveButton}
          </a>
        </p>
      </>
    )
  }
  return (
    <form method="post" action={ask.path}>
      <button class="button" type="submit">
        <Icon name="down" />
        {words.button}
      </button>
    </form>
  )
}

/** X2: the holder's journal as a file, and the page that checks it without us. */
export const checkJournal = (ask: SpaceAsk): Page => {
  const words = ask.text.verifier.steps
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <p>
          <a class="onward" href={ask.child === undefined ? '/my/access/history' : `${ask.child.at}/history`}>
            <Icon name="back" />
            {words.back}
          </a>
        </p>
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <h2>{words.how}</h2>
        <PlainList says={words.says} />
        <Notice kind="attention">
          <p>{words.careful}</p>
        </Notice>
        <Download ask={ask} />
        <p>
          <a class="onward" href="/log/verifier">
            {words.open}
            <Icon name="next" />
          </a>
        </p>
        <h2>{words.limits}</h2>
        <PlainList says={words.limitsSay} />
      </div>
    ),
  }
}

/** The file “my journal”, for who has just proved who they are. */
export const sendJournal = async (ask: SpaceAsk): Promise<FastifyReply | Redirect> => {
  if (!isProven(ask)) return proveFirst(ask)
  const file = await ask.parts.history.exportJournal(ask.visitor, ask.spaceId)
  const day = ask.parts.dayOf(ask.parts.clock.now().toISOString())
  return ask.reply
    .headers({ ...securityHeaders, 'content-disposition': `attachment; filename="mon-journal-${day}.json"` })
    .type('application/json; charset=utf-8')
    .send(file)
}
