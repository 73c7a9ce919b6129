// Runs in a confined process before anything else is loaded there. Trust: permissions do not cover what one process may do to another of
// the same user: end it, open its inspector by a signal, let it wait for ever.
import { syncBuiltinESMExports } from 'node:module'
import os from 'node:os'

for (const name of ['kill', '_kill', '_debugProcess']) Reflect.deleteProperty(process, name)
Reflect.deleteProperty(os, 'setPriority')
syncBuiltinESMExports()

/** That it was done: who answers in a confined process asks, and so loads this first. */
export const isDisarmed: boolean = !('kill' in process) && !('setPriority' in os)
