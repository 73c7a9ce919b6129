import type { VNode } from 'preact'

/** The words beside the camera. */
export interface ScanWords {
  scan: string
  seeking: string
  found: string
  scanFailed: string
  scanStop: string
}

/**
 * Where a square is read with the camera into a field, which then is sent. Drawn hidden: the script (`islands/scan.ts`) shows it where the browser can read
 * one; `shape` is the pattern of what is sought, without it the code of a letter.
 */
export const ScanPlace = ({ field, words, shape }: { field: string; words: ScanWords; shape?: string }): VNode => (
  <div
    class="scan"
    data-scan={field}
    data-shape={shape}
    data-seeking={words.seeking}
    data-found={words.found}
    data-failed={words.scanFailed}
    data-stop={words.scanStop}
    hidden
  >
    <button class="button button-secondary" type="button">
      {words.scan}
    </button>
    <video playsinline muted hidden />
    <p role="status" />
  </div>
)
