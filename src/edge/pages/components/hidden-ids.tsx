import type { VNode } from 'preact'

/** The documents that a form is about. */
export const HiddenIds = ({ ids }: { ids: readonly string[] }): VNode => (
  <>
    {ids.map((id) => (
      <input key={id} type="hidden" name="id" value={id} />
    ))}
  </>
)
