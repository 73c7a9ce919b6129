import type { VNode } from 'preact'
import type { Ask, Page } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { safeReturn } from '../safe-return.ts'

const Door = (props: {
  ask: Ask
  door: 'citizens' | 'professionals'
  back: string | undefined
  first: boolean
}): VNode => {
  const words = props.ask.text.publicPages.signIn[props.door]
  const query = props.back === undefined ? '' : `?return_to=${encodeURIComponent(props.back)}`
  return (
    <section class="card">
      <h2>{words.heading}</h2>
      <p>{words.says}</p>
      <p>
        <a class={props.first ? 'button' : 'button button-secondary'} href={`/sign-in/${props.door}${query}`}>
          {words.button}
        </a>
      </p>
    </section>
  )
}

/** A1, R1: the two identity doors; the one the visitor was heading for comes first. */
export const signIn = (ask: Ask): Page => {
  const words = ask.text.publicPages.signIn
  const back = safeReturn(ask.query.get('return_to'))
  const isForProfessionals = back?.startsWith('/pro') ?? false
  const doors = isForProfessionals ? (['professionals', 'citizens'] as const) : (['citizens', 'professionals'] as const)
  return {
    title: words.title,
    side: 'public',
    place: 'none',
    body: (
      <div class="column">
        {ask.query.get('ended') === '1' ? (
          <Notice kind="attention" focus>
            <p>
              <strong>{words.ended}</strong> {words.endedSays}
            </p>
          </Notice>
        ) : null}
        <h1>{words.heading}</h1>
        {doors.map((door, index) => (
          <Door
            key={door}
            ask={ask}
            door={door}
            back={back?.startsWith('/pro') === (door === 'professionals') ? back : undefined}
            first={index === 0}
          />
        ))}
        <p class="aside">{words.shared}</p>
      </div>
    ),
  }
}
