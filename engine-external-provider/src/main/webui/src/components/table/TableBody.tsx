import { Checkbox } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, useId, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Column, Sorting } from "./columns";
import type { Selection } from "./DataTable";
import { DragHandle, type RowDrag, useRowDrop, WithHandle } from "./RowDrag";

/** Up to so many rows all of them are drawn, so that the browser's own search finds them. */
const DRAWN_AT_ONCE = 100;
/** Until a row has been drawn. */
const GUESSED_ROW_HEIGHT = 45;

export interface RowParts<Row> {
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** What a row is called, for the labels of its controls. */
  rowName: (row: Row) => string;
  selection?: Selection<Row>;
  actions?: (row: Row) => ReactNode;
  /** Under a row, over the whole width, such as what is wrong with it. */
  detail?: (row: Row) => ReactNode;
  /** Whether rows can be dragged to another place, and what happens then. */
  drag?: RowDrag<Row>;
}

interface TableBodyProps<Row> extends RowParts<Row> {
  label: string;
  rows: readonly Row[];
  sorting: Sorting | undefined;
  onSort: (sorting: Sorting) => void;
}

/** Scrolling draws those rows only that come into sight: the rest of the table stays as it is. */
function Body<Row>(props: TableBodyProps<Row>) {
  const { label, rows, columns, selection, actions, rowKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRef(GUESSED_ROW_HEIGHT);
  const isVirtual = rows.length > DRAWN_AT_ONCE;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight.current,
    getItemKey: (index) => rowKey(rows[index]!),
    overscan: 12,
    enabled: isVirtual,
  });
  const items = virtualizer.getVirtualItems();
  const isDrawn = items.length > 0;
  useLayoutEffect(() => {
    // a guess that is far off makes the end of a long list run away from who scrolls there
    if (!isDrawn) return;
    const drawn = scroller.current?.querySelector<HTMLElement>("tr[data-index]")?.offsetHeight ?? 0;
    if (drawn > 0 && drawn !== rowHeight.current) {
      rowHeight.current = drawn;
      virtualizer.measure();
    }
  }, [isDrawn, virtualizer]);
  const before = items[0]?.start ?? 0;
  const behind = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const width = columns.length + (selection ? 1 : 0) + (actions ? 1 : 0);

  const table = (
    <Table
      aria-label={label}
      aria-rowcount={rows.length + 1}
      variant="compact"
      gridBreakPoint="grid-md"
      isStickyHeader={isVirtual}
    >
      <Head {...props} />
      <Tbody>
        {isVirtual ? (
          <>
            <Spacer height={before} width={width} />
            {items.map((item) => (
              <Row key={item.key} {...props} row={rows[item.index]!} index={item.index} measure={virtualizer.measureElement} />
            ))}
            <Spacer height={behind} width={width} />
          </>
        ) : (
          rows.map((row, index) => <Row key={rowKey(row)} {...props} row={row} index={index} />)
        )}
      </Tbody>
    </Table>
  );
  // focusable, so that arrow keys scroll it
  return isVirtual ? (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className="v2v-table__scroller" tabIndex={0} role="region" aria-label={label}>
      {table}
    </div>
  ) : (
    table
  );
}

function HeadRow<Row>({ rows, columns, sorting, onSort, selection, actions, rowKey }: TableBodyProps<Row>) {
  const { t } = useTranslation();
  const id = useId();
  const selectable = useMemo(
    () => (selection === undefined ? [] : rows.filter((row) => selection.reason?.(row) === undefined)),
    [rows, selection],
  );
  const allSelected = selectable.length > 0 && selectable.every((row) => selection?.selected.has(rowKey(row)));
  return (
    <Thead>
      <Tr>
        {selection && (
          <Th className="pf-v6-c-table__check" aria-label={t("table.selectAll")}>
            <Checkbox
              id={`${id}-all`}
              aria-label={t("table.selectAll")}
              isChecked={allSelected}
              isDisabled={selectable.length === 0}
              onChange={(_event, isSelecting) => {
                const selected = new Set(selection.selected);
                for (const row of selectable) {
                  if (isSelecting) selected.add(rowKey(row));
                  else selected.delete(rowKey(row));
                }
                selection.onChange(selected);
              }}
            />
          </Th>
        )}
        {columns.map((column, index) => (
          <Th
            key={column.key}
            width={column.width}
            modifier="wrap"
            className={column.isNumber ? "v2v-number" : undefined}
            sort={
              column.sortBy && {
                sortBy: {
                  index: columns.findIndex((each) => each.key === sorting?.key),
                  direction: sorting?.direction,
                },
                columnIndex: index,
                onSort: (_event, _index, direction) => onSort({ key: column.key, direction }),
              }
            }
          >
            {column.title}
          </Th>
        ))}
        {actions && <Th screenReaderText={t("table.actions")} />}
      </Tr>
    </Thead>
  );
}

/** The room of the rows that are not drawn. */
function Spacer({ height, width }: { height: number; width: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden className="v2v-table__spacer">
      <td colSpan={width} style={{ height }} />
    </tr>
  );
}

interface RowProps<Row> extends RowParts<Row> {
  row: Row;
  index: number;
  measure?: (element: HTMLElement | null) => void;
}

function OneRow<R>({ row, index, measure, columns, rowKey, rowName, selection, actions, detail, drag }: RowProps<R>) {
  const { t } = useTranslation();
  const id = useId();
  const key = rowKey(row);
  const reason = selection?.reason?.(row);
  const isSelected = selection?.selected.has(key) ?? false;
  const more = detail?.(row);
  const drop = useRowDrop(drag, row, key);
  return (
    <>
      <Tr ref={measure} data-index={index} aria-rowindex={index + 2} isRowSelected={isSelected} className={drop.className} {...drop.handlers}>
        {selection && (
          <Td className="pf-v6-c-table__check" title={reason}>
            <Checkbox
              id={id}
              aria-label={t("table.selectRow", { name: rowName(row) })}
              isChecked={isSelected}
              isDisabled={reason !== undefined}
              onChange={(_event, isSelecting) => {
                const selected = new Set(selection.selected);
                if (isSelecting) selected.add(key);
                else selected.delete(key);
                selection.onChange(selected);
              }}
            />
          </Td>
        )}
        {columns.map((column, nth) => (
          <Td key={column.key} dataLabel={column.title} className={column.isNumber ? "v2v-number" : undefined} modifier="breakWord">
            {nth === 0 && drag !== undefined && drop.isTarget ? (
              <WithHandle handle={<DragHandle rowKey={key} hint={drag.hint} />}>{column.render(row)}</WithHandle>
            ) : (
              column.render(row)
            )}
          </Td>
        ))}
        {actions && <Td isActionCell>{actions(row)}</Td>}
      </Tr>
      {more !== undefined && more !== null && (
        <Tr className="v2v-table__detail">
          <Td colSpan={columns.length + (selection ? 1 : 0) + (actions ? 1 : 0)}>{more}</Td>
        </Tr>
      )}
    </>
  );
}

// React's memo forgets that a component is generic
const Head = memo(HeadRow) as typeof HeadRow;
const Row = memo(OneRow) as typeof OneRow;
export const TableBody = memo(Body) as typeof Body;
