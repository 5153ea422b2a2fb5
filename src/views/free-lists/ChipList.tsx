import { memo } from 'react'
import { formatBytes, formatCount, type Pfn, shortBytes } from '../../core/units.ts'
import { hover, isSame, type Selection, select, useView } from '../../store/view.ts'
import { TYPE_LETTERS } from '../../ui/patterns.tsx'
import { type ChipPlan, type FreeList, planChips, unlisted } from './layout.ts'

interface ChipListProps {
  readonly list: FreeList
  readonly zone: number
  readonly pageSize: number
  /** One line a list. */
  readonly isLow: boolean
  /** Pixels for the chips. */
  readonly room: number
  /** Only for those who do not see: the picture has counts. */
  readonly isUnseen: boolean
}

/** One free list: every block an item, as chips as far as they fit. */
export const ChipList = memo(function ChipList(props: ChipListProps) {
  const { list, zone, pageSize, isLow, room, isUnseen } = props
  const { order, type, pfns, count, name } = list
  // A grouped machine has many empty lists: they are there, but take no room.
  const isHidden = isUnseen || (type !== null && count === 0)
  const plan = planChips(pfns, count, order, room)
  return (
    <div className={isHidden ? 'unseen' : 'free-list'} data-low={isLow}>
      <div aria-hidden="true">
        <b>order {order}</b>
        <span>
          {type === null
            ? isLow
              ? shortBytes(2 ** order * pageSize)
              : formatBytes(2 ** order * pageSize)
            : TYPE_LETTERS[type]}
        </span>
      </div>
      <div className="chips" data-tight={plan.isTight}>
        {count === 0 && <i className="none">empty</i>}
        {count > 0 && plan.hasWords && <i>head</i>}
        {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to Safari */}
        <ul role="list" aria-label={name}>
          {Array.from(pfns, (pfn, at) => (
            <Item key={pfn} at={at} pfn={pfn} order={order} zone={zone} plan={plan} count={count} />
          ))}
          {unlisted(list) > 0 && <li className="unseen">{`and ${unlisted(list)} more`}</li>}
        </ul>
        {count > 1 && plan.hasWords && <i>tail</i>}
      </div>
    </div>
  )
}, isAlike)

/** Frames are new at every step, most lists are not. */
function isAlike(before: ChipListProps, after: ChipListProps): boolean {
  const [a, b] = [before.list, after.list]
  return (
    a.count === b.count &&
    a.name === b.name &&
    before.zone === after.zone &&
    before.room === after.room &&
    before.isUnseen === after.isUnseen &&
    before.isLow === after.isLow &&
    before.pageSize === after.pageSize &&
    a.pfns.length === b.pfns.length &&
    a.pfns.every((pfn, i) => pfn === b.pfns[i])
  )
}

interface ItemProps {
  readonly at: number
  readonly pfn: Pfn
  readonly order: number
  readonly zone: number
  readonly plan: ChipPlan
  readonly count: number
}

/** One block of a list: a chip, the count of those between, or only a word for those who do not see. */
function Item({ at, pfn, order, zone, plan, count }: ItemProps) {
  const block: Selection = { zone, pfn, order }
  const state = useView(({ selected, hovered }) => {
    const is = (other: Selection | null) => isSame(other, block)
    return is(selected) ? 'selected' : is(hovered) ? 'hovered' : 'plain'
  })
  const isLast = plan.hasLast && at === count - 1
  if (at >= plan.first && !isLast) {
    // The first of those left out carries how many there are, as a mark and not as text.
    const isFirst = at === plan.first && plan.skipped > 0
    return (
      <li
        className={isFirst ? 'skipped' : 'unseen'}
        data-more={isFirst ? `and ${formatCount(plan.skipped)}` : undefined}
      >
        <span className="unseen">{pfn}</span>
      </li>
    )
  }
  return (
    <li className={at > 0 ? 'linked' : undefined}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same block is a button in the pictures */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same */}
      <span
        className="chip mono"
        data-state={state}
        style={{ width: plan.width }}
        onPointerEnter={() => hover(block)}
        onPointerLeave={() => hover(null)}
        onClick={() => select(block)}
      >
        {pfn}
      </span>
    </li>
  )
}
