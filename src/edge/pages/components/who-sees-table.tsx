import type { VNode } from 'preact'
import type { HidingPreview } from '../../../areas/documents/types.ts'
import type { SpaceAsk } from '../ask.ts'
import { everyViewer } from '../every-viewer.ts'
import { Pill } from './pill.tsx'
import { Scroller } from './scroller.tsx'

const Sight = ({ ask, sees }: { ask: SpaceAsk; sees: boolean }): VNode => {
  const words = ask.text.record.whoSees
  return (
    <Pill icon={sees ? 'access' : 'hidden'} tone={sees ? 'voice' : 'plain'} says={sees ? words.sees : words.seesNot} />
  )
}

/** Everybody who is concerned, by name and role: sees today, will see after the change. */
export const WhoSeesTable = ({ ask, preview }: { ask: SpaceAsk; preview: HidingPreview }): VNode => {
  const words = ask.text.record.whoSees
  const after = preview.entry.visibility.hidden ? words.after.show : words.after.hide
  const you = { name: words.you, says: words.youRole, seesBefore: true, seesAfter: true }
  const rows = [you, ...everyViewer(preview).map((viewer) => ({ ...viewer, says: words.roles[viewer.role] }))]
  return (
    <Scroller label={words.table}>
      <table class="plain-table">
        <caption>{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">{words.who}</th>
            <th scope="col">{preview.pausedSince === undefined ? words.now : words.afterPause}</th>
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <th scope="row">
                {row.name}
                <span class="quiet">{row.says}</span>
              </th>
              <td>
                <Sight ask={ask} sees={row.seesBefore} />
              </td>
              <td>
                <Sight ask={ask} sees={row.seesAfter} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
