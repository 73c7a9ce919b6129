import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../ask.ts'
import { carePath } from '../care/care-paths.ts'
import { browseAddress } from './browse-filters.ts'
import type { Browsed } from './browsed.ts'
import { depositPath } from './deposit/deposit-path.ts'
import { UploadForm } from './deposit/upload-form.tsx'
import { Ground } from './ground.tsx'
import { measuresPath } from '../measures/measure-paths.ts'
import { profilePath } from '../profile/profile-paths.ts'

const News = ({ ask, at }: { ask: ProfessionalAsk; at: Browsed }): VNode => {
  const words = ask.text.workplace.summary
  const { since, found, path, filters } = at
  if (since === undefined) return <p>{words.first}</p>
  const { fresh, isCounted } = found.facets
  const link = isCounted ? words.fresh(fresh) : words.someNew
  return (
    <p>
      {`${words.last(ask.words.date(since))} `}
      {isCounted && fresh === 0 ? words.nothingNew : <a href={browseAddress(path, filters, { new: '1' })}>{link}</a>}
    </p>
  )
}

/** R5: the ground of the access, what is new since the last visit, and the ways on. The newest documents are the list beside it. */
export const Summary = ({ ask, at }: { ask: ProfessionalAsk; at: Browsed }): VNode => {
  const words = ask.text.workplace.summary
  const space = `/pro/patients/${at.person.spaceId}`
  const relation = at.person.ground?.relation
  return (
    <section class="card" aria-labelledby="summary">
      <h2 id="summary">{words.heading}</h2>
      <Ground ask={ask} person={at.person} />
      <News ask={ask} at={at} />
      <ul class="plain-list">
        <li>
          <a href={`${at.path}?own=1`}>{words.own}</a>
        </li>
        <li>
          <a href={`${space}/values`}>{ask.text.results.table.link}</a>
        </li>
        <li>
          <a href={profilePath(space)}>{ask.text.profile.heading}</a>
        </li>
        <li>
          <a href={carePath(space)}>{ask.text.care.heading}</a>
        </li>
        <li>
          <a href={measuresPath(space)}>{ask.text.measures.heading}</a>
        </li>
        {relation === 'treating-doctor' || relation === 'administrator' ? (
          <li>
            <a href={`${space}/access`}>{ask.text.entering.others.link}</a>
          </li>
        ) : null}
      </ul>
    </section>
  )
}

/** R10 in reach: a file that is dropped or pasted on the record is two presses from being in it. */
export const DepositHere = ({ ask, spaceId }: { ask: ProfessionalAsk; spaceId: string }): VNode => {
  const path = depositPath(spaceId)
  return (
    <details class="filter">
      <summary>{ask.text.deposit.heading}</summary>
      <div class="filed">
        <UploadForm ask={ask} at={{ path }} />
        <p>
          <a href={path}>{ask.text.deposit.otherWay}</a>
        </p>
      </div>
    </details>
  )
}
