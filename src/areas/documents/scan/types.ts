/** The virus scanner's looks at what is there already. */
export interface ContentScanning {
  /**
   * Queues the spaces whose files are due: of before there was a scanner, and of the last `rescanDays` whenever the scanner's signatures are
   * others, once a day at most. Gives how many. Nothing without a scanner; Problem `unavailable` where it is away.
   */
  queueScans(): Promise<number>
  /**
   * Looks at such files of one space, some of them, and queues the next. What is clean stays open meanwhile. Problem `unavailable` where the
   * scanner is away.
   */
  scanSpace(spaceId: string, payload: Readonly<Record<string, string>>): Promise<void>
}
