/** One step of a patch, whatever it was written in: what, where (path from the DocumentReference), and the new value. */
export interface PatchStep {
  op: 'add' | 'replace' | 'remove' | 'test'
  /** e.g. `['securityLabel', '0']`; `-` is the end of a list */
  path: string[]
  value?: unknown
  /** the path as the client wrote it, for errors */
  field: string
}
