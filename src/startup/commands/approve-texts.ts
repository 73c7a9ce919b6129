import type { TextView } from '../../areas/enrolment/index.ts'
import type { CampaignClerk } from '../../edge/cli/campaign-program.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'
import { campaignClerk } from './campaign-clerk.ts'

const standingOf = ({ parameters }: Carnet, { approved, asked, faults }: TextView): string => {
  if (approved !== null) return `approved by ${approved.by.join(' and ')} on ${parameters.dayOf(approved.at)}`
  if (asked !== null) return `not approved, ${asked.by} asks for a second person`
  return faults.length > 0 ? `not approved, ${faults.length} faults: not plain enough` : 'not approved'
}

const lineOf = (carnet: Carnet, text: TextView): string =>
  `${text.version.padEnd(26)} from ${text.from}  SHA-256 ${text.sha256}  ${standingOf(carnet, text)}`

/** Lists the wordings in force and to come. */
export const listTextsCommand = async (carnet: Carnet, options: CampaignClerk, terminal: Terminal): Promise<number> => {
  const { texts } = await carnet.staffRooms.texts.show(campaignClerk(carnet, options))
  if (options.json) terminal.print(JSON.stringify(texts))
  else for (const text of texts) terminal.print(lineOf(carnet, text))
  return 0
}

/** Asks a second person to approve wordings, or is the second person. */
export const approveTextsCommand = async (
  carnet: Carnet,
  { versions, ...options }: CampaignClerk & { versions: readonly string[] },
  terminal: Terminal,
): Promise<number> => {
  const texts = await carnet.staffRooms.texts.approve(campaignClerk(carnet, options), versions)
  for (const text of texts) terminal.print(options.json ? JSON.stringify(text) : lineOf(carnet, text))
  return 0
}
