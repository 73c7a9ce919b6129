import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { askPath } from '../citizen/requests/requests-path.ts'
import { Icon } from './icon.tsx'

/** E0: what will come here, from whom, usually when. */
export const EmptyRecord = ({ ask }: { ask: Ask }): VNode => (
  <section class="empty">
    <Icon name="record" />
    <h2>{ask.text.record.empty.heading}</h2>
    <p>{ask.text.record.empty.says}</p>
    <p>
      <a class="onward" href={askPath}>
        {ask.text.requests.link}
        <Icon name="next" />
      </a>
    </p>
  </section>
)
