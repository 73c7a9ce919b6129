import type { VNode } from 'preact'
import type { BodyBlock } from '../../../areas/documents/index.ts'
import type { CdaPlace } from './cda-place.ts'
import { CdaInlines } from './cda-inlines.tsx'
import { CdaTable } from './cda-table.tsx'
import { PartView } from './part-view.tsx'

const Caption = ({ caption }: { caption: string | undefined }): VNode | null =>
  caption === undefined ? null : <p class="cda-caption">{caption}</p>

const List = ({ place, list }: { place: CdaPlace; list: Extract<BodyBlock, { kind: 'list' }> }): VNode => {
  const items = list.items.map((item, index) => (
    <li key={index}>
      <CdaBlocks place={place} blocks={item} />
    </li>
  ))
  return (
    <>
      <Caption caption={list.caption} />
      {list.ordered ? <ol>{items}</ol> : <ul>{items}</ul>}
    </>
  )
}

const Block = ({ place, block }: { place: CdaPlace; block: BodyBlock }): VNode => {
  switch (block.kind) {
    case 'paragraph':
      return (
        <>
          <Caption caption={block.caption} />
          <p>
            <CdaInlines inlines={block.inlines} />
          </p>
        </>
      )
    case 'list':
      return <List place={place} list={block} />
    case 'table':
      return <CdaTable place={place} table={block} draw={(blocks) => <CdaBlocks place={place} blocks={blocks} />} />
    case 'media':
      return <PartView place={place} index={block.index} caption={block.caption} />
  }
}

/** Blocks of narrative, one below the other. */
export const CdaBlocks = ({ place, blocks }: { place: CdaPlace; blocks: readonly BodyBlock[] }): VNode => (
  <>
    {blocks.map((block, index) => (
      <Block key={index} place={place} block={block} />
    ))}
  </>
)
