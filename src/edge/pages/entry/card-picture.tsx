import type { VNode } from 'preact'

/** Which of its numbers the drawing points at. */
export type CardNumber = 'number' | 'serial'

/** A card drawn in outline, with a ring around where one of its numbers stands. The sentence below says the same in words. */
export const CardPicture = ({ shows, says }: { shows: CardNumber; says: string }): VNode => (
  <figure class="card-picture">
    <svg viewBox="0 0 320 200" width="320" height="200" aria-hidden="true" focusable="false">
      <rect class="plate" x="2" y="2" width="316" height="196" rx="14" />
      <rect class="chip" x="24" y="62" width="42" height="34" rx="5" />
      <path class="line" d="M24 79h42M45 62v34" />
      <rect class="photo" x="230" y="30" width="66" height="84" rx="4" />
      <circle class="line" cx="263" cy="62" r="13" />
      <path class="line" d="M240 112c2-20 12-28 23-28s21 8 23 28" />
      <rect class="bar" x="24" y="26" width="120" height="12" rx="6" />
      <rect class="bar" x="24" y="122" width="136" height="10" rx="5" />
      <text class={shows === 'number' ? 'digits digits-shown' : 'digits'} x="24" y="164">
        2 79 03 51 215 189 89
      </text>
      <text class={shows === 'serial' ? 'small-digits digits-shown' : 'small-digits'} x="214" y="136">
        802500000212
      </text>
      {shows === 'number' ? (
        <rect class="ring" x="14" y="142" width="206" height="34" rx="17" />
      ) : (
        <rect class="ring" x="204" y="119" width="106" height="26" rx="13" />
      )}
    </svg>
    <figcaption>{says}</figcaption>
  </figure>
)
