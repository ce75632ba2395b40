import { GripVerticalIcon } from "@patternfly/react-icons";
import { type DragEvent, type ReactNode, useState } from "react";

/** Nobody else's drags have it. */
const TYPE = "application/x-v2v-row";

/** Before which row, or behind it. */
export type Side = "before" | "behind";

export interface RowDrag<Row> {
  /** Whether a row can be taken; onto those that cannot nothing is dropped either. */
  isMovable: (row: Row) => boolean;
  /** What the mouse learns of the handle; keys have another way. */
  hint: string;
  onDrop: (moved: string, onto: string, side: Side) => void;
}

/** Takes its row along. */
export function DragHandle({ rowKey, hint }: { rowKey: string; hint: string }) {
  return (
    <span
      className="v2v-drag-handle"
      title={hint}
      aria-hidden
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(TYPE, rowKey);
        event.dataTransfer.effectAllowed = "move";
        const row = event.currentTarget.closest("tr");
        if (row !== null) event.dataTransfer.setDragImage(row, 0, 0);
      }}
    >
      <GripVerticalIcon />
    </span>
  );
}

function sideOf(event: DragEvent<HTMLElement>): Side {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY < top + height / 2 ? "before" : "behind";
}

/** What a row needs so that others can be dropped onto it. */
export function useRowDrop<Row>(drag: RowDrag<Row> | undefined, row: Row, key: string) {
  const [side, setSide] = useState<Side>();
  if (drag === undefined || !drag.isMovable(row)) return { isTarget: false, className: undefined, handlers: {} };
  const isOurs = (event: DragEvent<HTMLElement>) => event.dataTransfer.types.includes(TYPE);
  return {
    isTarget: true,
    className: side === undefined ? undefined : `v2v-drop-${side}`,
    handlers: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!isOurs(event)) return;
        event.preventDefault();
        setSide(sideOf(event));
      },
      onDragLeave: () => setSide(undefined),
      onDrop: (event: DragEvent<HTMLElement>) => {
        setSide(undefined);
        if (!isOurs(event)) return;
        event.preventDefault();
        drag.onDrop(event.dataTransfer.getData(TYPE), key, sideOf(event));
      },
    },
  };
}

/** A cell's content behind the row's handle. */
export function WithHandle({ handle, children }: { handle: ReactNode; children: ReactNode }) {
  return (
    <span className="v2v-with-handle">
      {handle}
      {children}
    </span>
  );
}
