import { PageSection, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useMay } from "../../app/session/SessionContext";
import { toTime } from "../../api/values";
import { ButtonLink } from "../../components/ButtonLink";
import { EmptyPage } from "../../components/EmptyPage";
import { PagedView } from "../../components/PagedView";
import { PageHeader } from "../../components/PageHeader";
import { RelativeTime } from "../../components/RelativeTime";
import { ImportStatus } from "../../components/StatusLabel";
import { DataTable } from "../../components/table/DataTable";
import { useNarrow } from "../../components/useNarrow";
import type { Import } from "../imports/importQueries";
import { ImportActions } from "../imports/ImportActions";
import { Outcome } from "../imports/Outcome";
import { importsQuery, type Shown, SHOWN } from "./machineQueries";

/** The machines that are imported or have been: the page that is looked at while something runs. */
export default function MachinesPage() {
  const { t } = useTranslation("machines");
  const mayImport = useMay("import");
  const isNarrow = useNarrow();
  const [search, setSearch] = useSearchParams();
  const shown = (search.get("show") ?? "all") as Shown;
  const query = useInfiniteQuery(importsQuery(shown));
  const rows = useMemo(() => (query.data?.pages ?? []).flatMap((page) => page.items), [query.data]);
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const total = query.data?.pages.at(-1)?.total;
  const rest = useMemo(
    () =>
      hasNextPage
        ? {
            total,
            // not while the list is asked for again, which that would break off
            more: isFetching || isError ? undefined : () => void fetchNextPage(),
          }
        : undefined,
    [hasNextPage, isFetching, isError, fetchNextPage, total],
  );
  const importButton = mayImport ? <ButtonLink to="/import">{t("import")}</ButtonLink> : undefined;
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={importButton} />
      <PageSection hasBodyWrapper={false} isFilled>
        <PagedView query={query} more={t("more")}>
          <DataTable<Import>
            label={t("title")}
            rows={rows}
            rest={rest}
            rowKey={(row) => row.id ?? ""}
            rowName={(row) => row.name ?? ""}
            filterText={(row) =>
              [row.name, row.virtual_machine?.name, row.external_vm_provider?.name, row.host?.name, row.storage_domain?.name].join(" ")
            }
            filters={
              <ToggleGroup aria-label={t("show.label")} isCompact={isNarrow}>
                {(Object.keys(SHOWN) as Shown[]).map((each) => (
                  <ToggleGroupItem
                    key={each}
                    buttonId={`show-${each}`}
                    text={t(`show.${each}`)}
                    isSelected={each === shown}
                    onChange={() => setSearch(each === "all" ? {} : { show: each }, { replace: true })}
                  />
                ))}
              </ToggleGroup>
            }
            empty={
              shown === "all" ? (
                <EmptyPage title={t("empty.title")} text={t(mayImport ? "empty.text" : "empty.textForReaders")} action={importButton} />
              ) : undefined
            }
            columns={[
              {
                key: "name",
                title: t("column.name"),
                render: (row) => <Link to={`/imports/${row.id}`}>{row.name}</Link>,
                sortBy: (row) => row.name,
                width: 20,
              },
              {
                key: "status",
                title: t("column.status"),
                render: (row) => <ImportStatus status={row.status} />,
                sortBy: (row) => row.status,
              },
              { key: "progress", title: t("column.progress"), render: (row) => <Outcome subject={row} />, width: 25 },
              {
                key: "source",
                title: t("column.way"),
                render: (row) => (
                  <span>
                    {row.external_vm_provider?.name} → <Link to={`/storage/${row.storage_domain?.id}`}>{row.storage_domain?.name}</Link>
                  </span>
                ),
                sortBy: (row) => row.external_vm_provider?.name,
                width: 20,
              },
              { key: "host", title: t("column.host"), render: (row) => row.host?.name ?? "–", sortBy: (row) => row.host?.name },
              {
                key: "created",
                title: t("column.created"),
                render: (row) => <RelativeTime time={toTime(row.created)} />,
                sortBy: (row) => row.created,
                width: 15,
              },
            ]}
            actions={(row) => <ImportActions subject={row} isMenu />}
          />
        </PagedView>
      </PageSection>
    </>
  );
}
