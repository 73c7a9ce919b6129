import type { VNode } from 'preact'
import type { SpaceAsk } from '../../ask.ts'
import { piecesPath } from './pieces.ts'

/** Where the script shows how far a large file has come that it sends in pieces, and the button that gives it up. */
const Progress = ({ ask }: { ask: SpaceAsk }): VNode => {
  const words = ask.text.adding.pieces
  return (
    <div
      hidden
      class="stack"
      data-pieces={piecesPath(ask)}
      data-sent={words.sent}
      data-cut={words.cut}
      data-cancelled={words.cancelled}
    >
      <p>
        <label>
          <span>{words.label}</span> <progress max="100" value="0" />
        </label>
      </p>
      <p>
        <button class="button button-quiet" type="button">
          {words.cancel}
        </button>
      </p>
    </div>
  )
}

/** Where the script says that what is chosen is sent at once, and then that it is on its way; empty without a script. */
export const SendingStatus = ({ ask, pieces }: { ask: SpaceAsk; pieces?: boolean }): VNode => (
  <>
    <p class="hint" role="status" data-before={ask.text.adding.sendsAtOnce} data-during={ask.text.adding.sending} />
    {pieces ? <Progress ask={ask} /> : null}
  </>
)
