import type { VNode } from 'preact'
import type { SeenPatient } from '../../../areas/activity/index.ts'
import type { ProfessionalAsk } from '../ask.ts'

/** R2: whose records were opened today, one press from being checked and opened again. */
export const PatientsToday = ({ ask, seen }: { ask: ProfessionalAsk; seen: readonly SeenPatient[] }): VNode | null => {
  if (seen.length === 0) return null
  const words = ask.text.workplace.today
  return (
    <section aria-labelledby="today">
      <h2 id="today">{words.heading}</h2>
      <ul class="rows">
        {seen.map(({ spaceId, name, at }) => (
          <li key={spaceId} class="row">
            <div class="row-main">
              <h3>
                <a href={`/pro/patients/${spaceId}`}>{name}</a>
              </h3>
              <p class="row-who">{words.at(ask.words.time(at))}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
