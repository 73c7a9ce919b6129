const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The value at a path of a JSON tree, `entry.0.resource.id`; undefined where there is nothing. */
export const at = (tree: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), tree)

/** The list at a path of a JSON tree; empty where there is none. */
export const listAt = (tree: unknown, path: string): unknown[] => {
  const value = at(tree, path)
  return Array.isArray(value) ? value : []
}

/** A JSON text with values put at paths; undefined takes the element away. The place after a list's last makes it longer. */
export const changed = (text: string, edits: Record<string, unknown>): string => {
  const tree: unknown = JSON.parse(text)
  for (const [path, value] of Object.entries(edits)) {
    const cut = path.lastIndexOf('.')
    const holder = at(tree, path.slice(0, cut))
    if (!isObject(holder)) throw new Error(`no ${path} in the message`)
    const step = path.slice(cut + 1)
    if (value === undefined && Array.isArray(holder)) holder.splice(Number(step), 1)
    else if (value === undefined) delete holder[step]
    else holder[step] = value
  }
  return JSON.stringify(tree)
}

/** The codes of an OperationOutcome's issues. */
export const issueCodes = (outcome: unknown): unknown[] =>
  listAt(outcome, 'issue').flatMap((issue) => listAt(issue, 'details.coding').map((coding) => at(coding, 'code')))
