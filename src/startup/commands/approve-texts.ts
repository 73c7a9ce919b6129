import type { TextView } from '../../areas/enrolment/index.ts'
import type { CampaignClerk } from '../../edge/cli/campaign-program.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'
import { campaignClerk } from './campaign-clerk.ts'

const standingOf = ({ approved, asked, faults }: TextView): string => {
  if (approved !== null) return `approved by ${approved.by.join(' and ')} on ${approved.at.slice(0, 10)}`
  if (asked !== null) return `not approved, ${asked.by} asks for a second person`
  return faults.length > 0 ? `not approved, ${faults.length} faults: not plain enough` : 'not approved'
}

const lineOf = (text: TextView): string =>
  `${text.version.padEnd(26)} from ${text.from}  SHA-256 ${text.sha256}  ${standingOf(text)}`

/** Lists the wordings in force and to come. */
export const listTextsCommand = async (carnet: Carnet, options: CampaignClerk, terminal: Terminal): Promise<number> => {
  const { texts } = await carnet.staffRooms.texts.show(campaignClerk(carnet, options))
  if (options.json) terminal.print(JSON.stringify(texts))
  else for (const text of texts) terminal.print(lineOf(text))
  return 0
}

/** Asks a second person to approve wordings, one after the other, or is the second person. */
export const approveTextsCommand = async (
  carnet: Carnet,
  { versions, ...options }: CampaignClerk & { versions: readonly string[] },
  terminal: Terminal,
): Promise<number> => {
  const clerk = campaignClerk(carnet, options)
  for (const version of versions) {
    const text = await carnet.staffRooms.texts.approve(clerk, version)
    terminal.print(options.json ? JSON.stringify(text) : lineOf(text))
  }
  return 0
}
