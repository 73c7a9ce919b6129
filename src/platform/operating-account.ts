import { userInfo } from 'node:os'

/** The name of the system account that runs this process: who is at the command line, as far as the machine knows. */
export const operatingAccount = (): string => userInfo().username
