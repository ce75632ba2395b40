import { PageSection, SearchInput, ToggleGroup, ToggleGroupItem, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { referenceOf } from "../../components/cluster/clusters";
import { toTime } from "../../api/values";
import { EmptyPage } from "../../components/EmptyPage";
import { PagedView } from "../../components/PagedView";
import { PageHeader } from "../../components/PageHeader";
import { RelativeTime } from "../../components/RelativeTime";
import { DataTable } from "../../components/table/DataTable";
import { type Event, eventsQuery, SEVERITIES, type Severity, subjectOf } from "./eventQueries";
import { SeverityLabel } from "./SeverityLabel";

/** Everything that was recorded; new events appear by themselves. */
export default function EventsPage() {
  const { t } = useTranslation("events");
  const [severity, setSeverity] = useState<Severity>("all");
  const [text, setText] = useState("");
  const [wanted, setWanted] = useState("");
  const query = useInfiniteQuery({ ...eventsQuery({ severity, text: wanted }), placeholderData: keepPreviousData });
  const rows = useMemo(() => (query.data?.pages ?? []).flat(), [query.data]);
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PageSection hasBodyWrapper={false} isFilled>
        <Toolbar inset={{ default: "insetNone" }} colorVariant="no-background">
          <ToolbarContent>
            <ToolbarItem className="v2v-table__search">
              <SearchInput
                aria-label={t("search")}
                placeholder={t("search")}
                value={text}
                onChange={(_event, value) => setText(value)}
                onSearch={() => setWanted(text)}
                onClear={() => {
                  setText("");
                  setWanted("");
                }}
              />
            </ToolbarItem>
            <ToolbarItem>
              <ToggleGroup aria-label={t("severity.label")}>
                {SEVERITIES.map((each) => (
                  <ToggleGroupItem
                    key={each}
                    buttonId={`severity-${each}`}
                    text={t(`severity.from.${each}`)}
                    isSelected={each === severity}
                    onChange={() => setSeverity(each)}
                  />
                ))}
              </ToggleGroup>
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
        <PagedView query={query} more={t("more")}>
          <DataTable<Event>
            label={t("title")}
            rows={rows}
            rowKey={(row) => row.id ?? ""}
            rowName={(row) => row.description ?? ""}
            empty={<EmptyPage title={t("empty.title")} text={t(wanted === "" && severity === "all" ? "empty.text" : "empty.filtered")} />}
            columns={[
              { key: "severity", title: t("column.severity"), render: (row) => <SeverityLabel severity={row.severity} />, width: 10 },
              { key: "time", title: t("column.time"), render: (row) => <RelativeTime time={toTime(row.time)} />, width: 15 },
              { key: "message", title: t("column.message"), render: (row) => row.description, width: 40 },
              { key: "subject", title: t("column.subject"), render: (row) => <Subject event={row} /> },
              { key: "user", title: t("column.user"), width: 15, render: (row) => referenceOf(row.user).name || "–" },
            ]}
          />
        </PagedView>
      </PageSection>
    </>
  );
}

function Subject({ event }: { event: Event }) {
  const subject = subjectOf(event);
  if (subject === undefined) return <>–</>;
  return <Link to={subject.to}>{subject.reference.name}</Link>;
}
