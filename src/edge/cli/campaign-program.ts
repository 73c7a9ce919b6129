import { Option, type Command } from 'commander'

/** Who works at the command line: one of the cast (`as`, demonstration mode only), or the system account. */
export interface CampaignClerk {
  as?: string
  json: boolean
}

/** What `carnet campaign create` was asked. */
export interface CreateCampaignOptions extends CampaignClerk {
  name: string
  scheme?: string[]
  department?: string[]
  minors: boolean
  adults: boolean
  protected: boolean
  postOnly: boolean
  waves: 'department' | 'scheme'
  pilot: boolean
  starts?: string
}

/** In what form letters leave, and to which folder. */
export interface LetterOptions extends CampaignClerk {
  form: 'data' | 'pdf'
  out?: string
}

/** What `carnet campaign send` was asked. */
export interface SendCampaignOptions extends LetterOptions {
  wave?: string
}

/** A campaign's id, and what is asked of it. */
export type CampaignQuestion = 'prepare' | 'dry-run' | 'approve' | 'pause' | 'resume' | 'stop' | 'funnel' | 'report'

/** What the commands about campaigns do. Each prints its own answer and gives the exit code. */
export interface CampaignActions {
  createCampaign(options: CreateCampaignOptions): Promise<number>
  askCampaign(question: CampaignQuestion, campaignId: string, options: CampaignClerk): Promise<number>
  showCampaigns(campaignId: string | undefined, options: CampaignClerk): Promise<number>
  sendCampaign(campaignId: string, options: SendCampaignOptions): Promise<number>
  sendLetters(options: LetterOptions): Promise<number>
  listExceptions(options: CampaignClerk & { kind?: string }): Promise<number>
  listTexts(options: CampaignClerk): Promise<number>
  approveTexts(versions: string[], options: CampaignClerk): Promise<number>
  settleException(exceptionId: string, note: string, options: CampaignClerk): Promise<number>
  recordDeliveries(file: string, options: CampaignClerk): Promise<number>
}

type Settle = (code: number) => void

const questions: readonly (readonly [CampaignQuestion, string])[] = [
  ['prepare', 'count the population, plan the waves, open the exceptions'],
  ['dry-run', 'rehearse on a sample of 100: nothing is sent, the letters are for invented persons'],
  ['approve', 'ask for a second person, or be the second person'],
  ['pause', 'stop after the batch in hand'],
  ['resume', 'go on, and look again at whoever was kept back'],
  ['stop', 'end it for good'],
  ['funnel', 'informed, delivered, activated, opposed, silent, opened; fewer than 11 persons are never shown'],
  ['report', 'the go or no-go of a pilot; exit 0 for go, 6 for no-go or too early'],
]

const withClerk = (command: Command): Command =>
  command
    .option('--as <name>', 'which of the demonstration staff (demonstration mode only)')
    .option('--json', 'print JSON, for machines', false)

const withForm = (command: Command): Command =>
  withClerk(command)
    .addOption(
      new Option('--form <form>', 'lines of data for a print shop, or PDF').choices(['data', 'pdf']).default('data'),
    )
    .option('--out <folder>', 'where the files go (CARNET_HOME/letters)')

const addCreate = (campaign: Command, actions: CampaignActions, settle: Settle): void => {
  withClerk(campaign.command('create'))
    .description('keep a plan as a draft')
    .requiredOption('--name <name>', 'what it is called')
    .option('--scheme <scheme...>', 'only these: general, agricultural, ministry')
    .option('--department <code...>', 'only these: 01, 2A, 971…')
    .option('--no-minors', 'without children')
    .option('--no-adults', 'without adults')
    .option('--no-protected', 'without adults under a measure of protection')
    .option('--post-only', 'letters only, also where a mail address is known', false)
    .addOption(new Option('--waves <by>', 'what a wave is').choices(['department', 'scheme']).default('department'))
    .option('--pilot', 'ends in a go or no-go', false)
    .option('--starts <day>', 'day of the first wave, YYYY-MM-DD (today)')
    .action(async (options: CreateCampaignOptions) => settle(await actions.createCampaign(options)))
}

const addSending = (campaign: Command, actions: CampaignActions, settle: Settle): void => {
  withForm(campaign.command('send'))
    .description('tell the persons of the waves whose day has come; goes on where it was interrupted')
    .argument('<id>', 'the campaign')
    .option('--wave <n>', 'this wave only, also before its day')
    .action(async (id: string, options: SendCampaignOptions) => settle(await actions.sendCampaign(id, options)))
  withForm(campaign.command('letters'))
    .description('write the letters that wait: failed mails, reminders, new codes, majorities, proofs')
    .action(async (options: LetterOptions) => settle(await actions.sendLetters(options)))
  withClerk(campaign.command('deliveries'))
    .description('take what the post says became of letters')
    .argument('<file>', 'lines reference;delivered or reference;returned')
    .action(async (file: string, options: CampaignClerk) => settle(await actions.recordDeliveries(file, options)))
}

const addQueue = (campaign: Command, actions: CampaignActions, settle: Settle): void => {
  withClerk(campaign.command('status'))
    .description('list the campaigns and the latest files of letters, or show one with its waves and all its files')
    .argument('[id]', 'the campaign')
    .action(async (id: string | undefined, options: CampaignClerk) => settle(await actions.showCampaigns(id, options)))
  withClerk(campaign.command('exceptions'))
    .description('persons whom a human must look at, the oldest first')
    .option('--kind <kind>', 'only these: no-address, returned, twins…')
    .action(async (options: CampaignClerk & { kind?: string }) => settle(await actions.listExceptions(options)))
  withClerk(campaign.command('settle'))
    .description('settle an exception')
    .argument('<id>', 'the exception')
    .argument('<note>', 'what came of it')
    .action(async (id: string, note: string, options: CampaignClerk) =>
      settle(await actions.settleException(id, note, options)),
    )
}

const addTexts = (campaign: Command, actions: CampaignActions, settle: Settle): void => {
  const texts = withClerk(campaign.command('texts'))
    .description('list the wordings of letters and messages: their digests, and whether two persons approved them')
    .action(async (options: CampaignClerk) => settle(await actions.listTexts(options)))
  texts
    .command('approve')
    .description('ask for a second person, or be the second person')
    .argument('<version...>', 'what was read: opening-1, mail-noticed-1…')
    .action(async (versions: string[], _: unknown, command: Command) =>
      settle(await actions.approveTexts(versions, command.optsWithGlobals())),
    )
}

/** Adds `carnet campaign …` to the command line; `settle` takes the exit code. */
export const addCampaign = (program: Command, actions: CampaignActions, settle: Settle): void => {
  const campaign = program.command('campaign').description('tell a whole population that a space opens')
  addCreate(campaign, actions, settle)
  for (const [question, says] of questions)
    withClerk(campaign.command(question))
      .description(says)
      .argument('<id>', 'the campaign')
      .action(async (id: string, options: CampaignClerk) => settle(await actions.askCampaign(question, id, options)))
  addSending(campaign, actions, settle)
  addTexts(campaign, actions, settle)
  addQueue(campaign, actions, settle)
}
