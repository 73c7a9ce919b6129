import type { VNode } from 'preact'

/** Own outline drawings on a 24-pixel grid, 2-pixel stroke, round ends. Always beside a word. */
const drawings = {
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10.5 19v-5h3v5',
  record: 'M6 4h9l4 4v12H6zM15 4v4h4M9.5 12h6M9.5 16h6',
  access: 'M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  hidden:
    'M4 4.5 20 19.5M9.8 6.3A9.4 9.4 0 0 1 12 6c5.7 0 9 6 9 6a15 15 0 0 1-2.6 3.3M6.2 8A15 15 0 0 0 3 12s3.3 6 9 6c1.3 0 2.5-.3 3.5-.7',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  patients: 'M12 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  block: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.5 6.5l11 11',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  alert: 'M12 4 3 19.5h18zM12 10v4M12 17h.01',
  info: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 11v5M12 8h.01',
  next: 'm9 5 7 7-7 7',
  back: 'm15 5-7 7 7 7',
  down: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  leave: 'M14 4H5v16h9M10 12h10M16 8l4 4-4 4',
  display: 'M4 18 9 6l5 12M5.7 14h6.6M15 18l3-7 3 7M16.2 15.5h3.6',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20',
  help: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9.7 9.7a2.4 2.4 0 1 1 3.3 2.2c-.7.3-1 .8-1 1.6M12 16.5h.01',
  apps: 'M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
} as const

/** The name of a drawing. */
export type IconName = keyof typeof drawings

/** A drawing, hidden from screen readers: the word beside it says everything. */
export const Icon = ({ name }: { name: IconName }): VNode => (
  <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <path d={drawings[name]} />
  </svg>
)
