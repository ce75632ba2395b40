import { Toolbar, ToolbarContent, ToolbarGroup, ToolbarItem, SearchInput, EmptyState, EmptyStateBody, EmptyStateFooter, Button } from "@patternfly/react-core";
import { SearchIcon } from "@patternfly/react-icons";
import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { matching, sorted, type Sorting } from "./columns";
import { type RowParts, TableBody } from "./TableBody";

export interface Selection<Row> {
  selected: ReadonlySet<string>;
  onChange: (selected: Set<string>) => void;
  /** Why a row cannot be selected; undefined if it can. */
  reason?: (row: Row) => string | undefined;
}

/** Rows that are there and have not come yet: those that have are the newest. */
export interface Rest {
  /** How many there are with those that have come; undefined if that is not known. */
  total: number | undefined;
  /** Asks for the next ones; undefined while something is asked for, or has failed. */
  more: (() => void) | undefined;
}

export interface DataTableProps<Row> extends RowParts<Row> {
  /** What the rows are, for screen readers. */
  label: string;
  rows: readonly Row[];
  /** To filter and to sort, the rest is asked for too, up to some thousands; undefined if all rows are here. */
  rest?: Rest | undefined;
  /** What the filter looks into; without it there is no filter. */
  filterText?: (row: Row) => string;
  initialSorting?: Sorting;
  /** Instead of a table without rows. */
  empty?: ReactNode;
  /** More filters, beside the first. */
  filters?: ReactNode;
  /** Buttons for what is selected. */
  tools?: ReactNode;
  /** As in "{{count}} machines"; a key of the page's texts. */
  count?: (shown: number, all: number) => string;
  /** Takes the page's place that is left and scrolls in itself: for thousands of rows. */
  fillsPage?: boolean;
}

/** More than that nobody reads; who wants to has them shown. */
const MOST_BY_THEMSELVES = 5_000;

/** Rows that can be filtered, sorted and selected; of thousands only those are drawn that are seen. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, rest, columns, filterText, initialSorting, empty, filters, tools, count, selection } = props;
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const deferredText = useDeferredValue(text);
  const [sorting, setSorting] = useState<Sorting | undefined>(initialSorting);
  // to sort takes longer than to filter, and what is filtered stays sorted
  const inOrder = useMemo(() => sorted(rows, columns, sorting), [rows, columns, sorting]);
  const shown = useMemo(
    () => (filterText === undefined ? inOrder : matching(inOrder, deferredText, filterText)),
    [inOrder, filterText, deferredText],
  );

  // what matches or comes first may be among those that have not come
  const isNarrowed = rest !== undefined && (text.trim() !== "" || sorting !== undefined);
  const isSearching = isNarrowed && rows.length < MOST_BY_THEMSELVES;
  const more = rest?.more;
  useEffect(() => {
    if (isSearching) more?.();
    // once more for each part that has come
  }, [isSearching, more, rows.length]);

  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  const amongNewest =
    rest?.total === undefined
      ? t("table.amongNewest", { loaded: rows.length })
      : t("table.amongNewestOf", { loaded: rows.length, total: rest.total });
  const hasTools = filterText !== undefined || filters !== undefined || tools !== undefined;
  return (
    <div className={props.fillsPage ? "v2v-table v2v-table--fills" : "v2v-table"}>
      {hasTools && (
        <Toolbar inset={{ default: "insetNone" }} colorVariant="no-background">
          <ToolbarContent>
            {filterText !== undefined && (
              <ToolbarItem className="v2v-table__search">
                <SearchInput
                  aria-label={t("table.search")}
                  placeholder={t("table.search")}
                  value={text}
                  onChange={(_event, value) => setText(value)}
                  onClear={() => setText("")}
                  resetButtonLabel={t("table.clear")}
                />
              </ToolbarItem>
            )}
            {filters !== undefined && <ToolbarGroup variant="filter-group">{filters}</ToolbarGroup>}
            {tools !== undefined && <ToolbarGroup variant="action-group">{tools}</ToolbarGroup>}
            <ToolbarItem align={{ default: "alignEnd" }} alignSelf="center">
              <span role="status" className="v2v-table__count">
                {count !== undefined
                  ? count(shown.length, rows.length)
                  : shown.length === rows.length
                    ? t("table.count", { count: rows.length })
                    : t("table.countOf", { shown: shown.length, count: rows.length })}
                {isNarrowed && <span className="v2v-table__among"> · {amongNewest}</span>}
                {selection !== undefined &&
                  selection.selected.size > 0 &&
                  ` · ${t("table.selected", { count: selection.selected.size })}`}
              </span>
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
      )}
      {shown.length === 0 ? (
        <EmptyState variant="sm" headingLevel="h2" titleText={isSearching ? t("table.searching") : t("table.none")} icon={SearchIcon}>
          <EmptyStateBody>{isNarrowed && amongNewest}</EmptyStateBody>
          {text !== "" && (
            <EmptyStateFooter>
              <Button variant="link" onClick={() => setText("")}>
                {t("table.clear")}
              </Button>
            </EmptyStateFooter>
          )}
        </EmptyState>
      ) : (
        <TableBody {...props} rows={shown} sorting={sorting} onSort={setSorting} />
      )}
    </div>
  );
}
