/** How far a long job is: bytes done of all, what was counted meanwhile, and how long it has taken, in milliseconds. */
export interface JobProgress {
  label: string
  bytes: number
  sizeBytes: number
  /** things done since the start of this run */
  items: number
  elapsedMs: number
}

const barCells = 24

const duration = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const two = (number: number): string => String(number).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** One line for `Terminal.progress`: label, bar, percent, things per second and the time that is left. */
export const progressBar = ({ label, bytes, sizeBytes, items, elapsedMs }: JobProgress): string => {
  const share = sizeBytes === 0 ? 1 : Math.min(1, bytes / sizeBytes)
  const full = Math.floor(share * barCells)
  const bar = `${'█'.repeat(full)}${'░'.repeat(barCells - full)}`
  const rate = elapsedMs === 0 ? 0 : Math.round((items * 1000) / elapsedMs)
  const left = share === 0 ? '–' : duration((elapsedMs * (1 - share)) / share)
  return `${label} ${bar} ${Math.floor(share * 100)} %  ${rate}/s  ${left}`
}
