import { Alert, Button, Flex, FlexItem, NumberInput, PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EVERYWHERE } from "../../app/session/session";
import { useMay } from "../../app/session/SessionContext";
import { isTrue, toNumber, toTime } from "../../api/values";
import { EmptyPage } from "../../components/EmptyPage";
import { PageHeader } from "../../components/PageHeader";
import { ProblemAlert } from "../../components/ProblemAlert";
import { QueryView } from "../../components/QueryView";
import { RelativeTime } from "../../components/RelativeTime";
import { DataTable } from "../../components/table/DataTable";
import type { Side } from "../../components/table/RowDrag";
import { ImportActions } from "../imports/ImportActions";
import type { Import } from "../imports/importQueries";
import { useMayChange } from "../imports/useMayChange";
import { WaitingFor } from "../imports/WaitingFor";
import { MOST_SHOWN, usePriorities, usePriority, useQueue, useQueueVerb, waitingQuery } from "./queueQueries";
import { HIGHEST, LOWEST, reorder } from "./reorder";

/** Of imports that nobody has given another. */
const USUAL = 50;

/** What is paused, or begins later, has none. */
function hasPlace(each: Import): boolean {
  return each.place !== undefined;
}

/** What waits for what, and in which order it begins. */
export default function QueuePage() {
  const { t } = useTranslation("queue");
  const mayChange = useMayChange();
  const mayPause = useMay("import", EVERYWHERE);
  const queue = useQueue();
  const waiting = useQuery(waitingQuery);
  const verb = useQueueVerb();
  const priorities = usePriorities();
  const [isCrowded, setCrowded] = useState(false);
  const move = (imports: readonly Import[], moved: string, onto: string, side: Side) => {
    const order = imports.filter(hasPlace).map((each) => ({ id: each.id ?? "", priority: toNumber(each.priority) ?? USUAL }));
    const placeOf = (id: string) => order.findIndex((each) => each.id === id);
    const changes = reorder(order, placeOf(moved), placeOf(onto) + (side === "behind" ? 1 : 0));
    setCrowded(changes === undefined);
    if (changes !== undefined && changes.length > 0) priorities.mutate(changes);
  };
  const isPaused = isTrue(queue.data?.paused);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={
          queue.data && t("counts", { waiting: toNumber(queue.data.waiting) ?? 0, running: toNumber(queue.data.running) ?? 0 })
        }
        actions={
          mayPause && queue.data !== undefined ? (
            <Button
              variant={isPaused ? "primary" : "secondary"}
              isLoading={verb.isPending}
              onClick={() => verb.mutate(isPaused ? "resume" : "pause")}
            >
              {t(isPaused ? "resume" : "pause")}
            </Button>
          ) : undefined
        }
      />
      <PageSection hasBodyWrapper={false} isFilled>
        {verb.error && <ProblemAlert problem={verb.error} />}
        {priorities.error && <ProblemAlert problem={priorities.error} title={t("moveFailed")} />}
        {isCrowded && <Alert variant="warning" isInline title={t("crowded")} component="h2" />}
        {isPaused && (
          <Alert variant="warning" isInline title={t("paused", { user: queue.data?.paused_by ?? "" })} component="h2">
            {t("pausedText")} <RelativeTime time={toTime(queue.data?.paused_since)} />
          </Alert>
        )}
        <QueryView query={waiting}>
          {(imports) => (
            <>
              {imports.length < (toNumber(queue.data?.waiting) ?? 0) && imports.length >= MOST_SHOWN && (
                <Alert variant="info" isInline isPlain title={t("first", { count: imports.length })} component="h2" />
              )}
              <DataTable<Import>
                label={t("title")}
                rows={imports}
                rowKey={(row) => row.id ?? ""}
                rowName={(row) => row.name ?? ""}
                filterText={(row) => [row.name, row.external_vm_provider?.name, row.storage_domain?.name].join(" ")}
                empty={<EmptyPage title={t("empty.title")} text={t("empty.text")} />}
                columns={[
                  { key: "place", title: t("column.place"), render: (row) => row.place ?? "–", width: 10, isNumber: true },
                  { key: "name", title: t("column.name"), render: (row) => <Link to={`/imports/${row.id}`}>{row.name}</Link>, width: 20 },
                  {
                    key: "why",
                    title: t("column.why"),
                    render: (row) => <WaitingFor subject={row} />,
                    width: 30,
                  },
                  {
                    key: "start",
                    title: t("column.start"),
                    render: (row) => <RelativeTime time={toTime(row.estimated_start ?? row.start_time)} />,
                  },
                  {
                    key: "priority",
                    title: t("column.priority"),
                    render: (row) => (mayChange(row) ? <Priority subject={row} /> : row.priority),
                  },
                ]}
                actions={(row) => <ImportActions subject={row} isMenu />}
                drag={
                  // to move one changes the priorities of others too
                  imports.filter(hasPlace).every(mayChange)
                    ? {
                        isMovable: (row) => hasPlace(row) && !priorities.isPending,
                        hint: t("drag"),
                        onDrop: (moved, onto, side) => move(imports, moved, onto, side),
                      }
                    : undefined
                }
              />
            </>
          )}
        </QueryView>
      </PageSection>
    </>
  );
}

/** The priority of one that waits, changed by keys or buttons; it is sent when it is left, or Enter is pressed. */
function Priority({ subject }: { subject: Import }) {
  const { t } = useTranslation("queue");
  const stored = toNumber(subject.priority) ?? USUAL;
  const [typed, setTyped] = useState<number>();
  const priority = usePriority();
  const value = typed ?? stored;
  const send = (wanted: number) => {
    const bounded = Math.min(HIGHEST, Math.max(LOWEST, Math.round(wanted)));
    setTyped(undefined);
    if (subject.id !== undefined && bounded !== stored) {
      priority.mutate({ id: subject.id, priority: bounded });
    }
  };
  return (
    <Flex direction={{ default: "column" }} gap={{ default: "gapXs" }}>
      <FlexItem>
        <NumberInput
          value={value}
          min={LOWEST}
          max={HIGHEST}
          widthChars={3}
          inputAriaLabel={t("priorityOf", { name: subject.name })}
          minusBtnAriaLabel={t("lower", { name: subject.name })}
          plusBtnAriaLabel={t("higher", { name: subject.name })}
          isDisabled={priority.isPending}
          onChange={(event) => setTyped(Number((event.target as HTMLInputElement).value))}
          // PatternFly calls onChange before, with what is shown: where nothing was typed, that must not stay
          onBlur={() => (typed === undefined ? setTyped(undefined) : send(typed))}
          onMinus={() => send(value - 10)}
          onPlus={() => send(value + 10)}
        />
      </FlexItem>
      {priority.error && <ProblemAlert problem={priority.error} />}
    </Flex>
  );
}
