import {
  Button,
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Grid,
  GridItem,
  PageSection,
} from "@patternfly/react-core";
import { DownloadIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { problemOfFailure } from "../../api/problem";
import { listOf } from "../../api/lists";
import { toNumber, toTime } from "../../api/values";
import { isActive } from "../../components/active";
import { ImportProgress } from "../../components/ImportProgress";
import { PageHeader } from "../../components/PageHeader";
import { ProblemAlert } from "../../components/ProblemAlert";
import { QueryView } from "../../components/QueryView";
import { RelativeTime } from "../../components/RelativeTime";
import { ImportStatus } from "../../components/StatusLabel";
import { useNow } from "../../components/useNow";
import { reasonInOwnWords } from "../../components/waiting";
import { AttemptList } from "./AttemptList";
import { DiskList } from "./DiskList";
import { ImportActions } from "./ImportActions";
import { attemptsQuery, type Attempt, type Import, importQuery, isStalled, logPath } from "./importQueries";
import { causes } from "./logLines";
import { LogView } from "./LogView";
import { Pipeline } from "./Pipeline";
import { type LastBegun, lastBegun, phaseStarts, way } from "./phases";
import { useDiskSamples } from "./useDiskSamples";
import { useLog } from "./useLog";

/** One import: how far it is, why it failed, and everything that its log tells. */
export default function ImportPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("imports");
  const query = useQuery(importQuery(id));
  const breadcrumbs = [{ title: t("machines"), to: "/machines" }];
  return (
    <QueryView query={query} breadcrumbs={breadcrumbs}>
      {(subject) => (
        <>
          <PageHeader
            title={subject.name ?? id}
            badge={<ImportStatus status={subject.status} />}
            breadcrumbs={breadcrumbs}
            actions={
              <>
                <ImportActions subject={subject} />
                <Button
                  variant="link"
                  icon={<DownloadIcon />}
                  component="a"
                  href={`/ovirt-engine/api/imports/${id}/supportbundle`}
                  download
                >
                  {t("bundle")}
                </Button>
              </>
            }
          />
          <Progressing id={id} subject={subject} />
        </>
      )}
    </QueryView>
  );
}

function Progressing({ id, subject }: { id: string; subject: Import }) {
  const { t } = useTranslation("imports");
  const attempts = useQuery(attemptsQuery(id, subject.status, subject.attempt)).data ?? [];
  const current = attempts.at(-1);
  const isRunning = current !== undefined && current.outcome === undefined;
  const samples = useDiskSamples(subject);
  const disks = listOf(subject.disks);
  const warnings = listOf(subject.warnings);
  return (
    <PageSection hasBodyWrapper={false} isFilled>
      <Grid hasGutter>
        {subject.failure !== undefined && (
          <GridItem>
            <ProblemAlert problem={problemOfFailure(subject.failure)} title={t("failed")} />
            {current !== undefined && <Causes id={id} attempt={current} />}
          </GridItem>
        )}
        {subject.obstacle !== undefined && (
          <GridItem>
            <ProblemAlert problem={problemOfFailure(subject.obstacle)} title={t(isStalled(subject) ? "stalled" : "obstructed")} isPassing />
          </GridItem>
        )}
        <GridItem>
          <Part title={t("progress")}>
            <ImportProgress subject={subject} withObstacle={false} />
            {current !== undefined && <Phases key={current.id} id={id} subject={subject} attempt={current} isRunning={isRunning} />}
            <Waiting subject={subject} />
          </Part>
        </GridItem>
        {disks.length > 0 && (
          <GridItem lg={7}>
            <Part title={t("disks")}>
              <DiskList disks={disks} samples={samples} />
            </Part>
          </GridItem>
        )}
        <GridItem lg={disks.length > 0 ? 5 : 12}>
          <Part title={t("settings")}>
            <Settings subject={subject} />
          </Part>
        </GridItem>
        {warnings.length > 0 && (
          <GridItem>
            <Part title={t("warnings")}>
              <ul className="v2v-list">
                {warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </Part>
          </GridItem>
        )}
        {attempts.length > 0 && (
          <GridItem>
            <Part title={t("attempts")}>
              <AttemptList id={id} attempts={attempts} />
            </Part>
          </GridItem>
        )}
        {current?.id !== undefined && (
          <GridItem>
            <Part title={t("log.title")}>
              <LogView key={current.id} id={id} attempt={current.id} isRunning={isRunning} />
            </Part>
          </GridItem>
        )}
      </Grid>
    </PageSection>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>{children}</CardBody>
    </Card>
  );
}

/** The lines of the log that a failure most likely came from. */
function Causes({ id, attempt }: { id: string; attempt: Attempt }) {
  const { t } = useTranslation("imports");
  const { log } = useLog(attempt.id === undefined ? undefined : logPath(id, attempt.id), false);
  const lines = causes(log);
  if (lines.length === 0) return null;
  return (
    <div className="v2v-causes">
      <h3 className="v2v-subtle">{t("causes")}</h3>
      <pre className="v2v-output">{lines.join("\n")}</pre>
    </div>
  );
}

function Phases({ id, subject, attempt, isRunning }: { id: string; subject: Import; attempt: Attempt; isRunning: boolean }) {
  const now = useNow(isRunning ? 1_000 : undefined);
  const { log } = useLog(attempt.id === undefined ? undefined : logPath(id, attempt.id, "stdout"), isRunning);
  const starts = useMemo(() => phaseStarts(log.lines.join("\n")), [log]);
  const [begun, setBegun] = useState<LastBegun>();
  const last = isRunning ? lastBegun(begun, starts, now.getTime()) : begun;
  if (last !== begun) setBegun(last);
  // the attempt began before virt-v2v did, from whose start the times in its lines count
  const seconds = last?.at === undefined ? undefined : (now.getTime() - last.at) / 1_000;
  const end = isActive(subject.status) ? undefined : subject.status === "succeeded" ? "done" : "failed";
  return <Pipeline phases={way(starts, subject.phase, end, seconds)} />;
}

function Waiting({ subject }: { subject: Import }) {
  const { t } = useTranslation("imports");
  if (subject.status !== "queued") return null;
  return (
    <p>
      {/* what the engine says of it stands above */}
      {subject.waiting_for !== undefined && reasonInOwnWords(subject) === undefined && t(`waitingFor.${subject.waiting_for}`)}
      {subject.place !== undefined && ` ${t("place", { place: subject.place })}`}
      {subject.estimated_start !== undefined && (
        <>
          {" "}
          {t("estimated")} <RelativeTime time={toTime(subject.estimated_start)} />
        </>
      )}
    </p>
  );
}

function Settings({ subject }: { subject: Import }) {
  const { t } = useTranslation("imports");
  const rows: [string, ReactNode][] = [
    ["provider", <To key="p" path="/providers" link={subject.external_vm_provider} />],
    ["machine", subject.virtual_machine?.name],
    ["domain", <To key="d" path="/storage" link={subject.storage_domain} />],
    ["cluster", subject.cluster?.name],
    ["host", subject.host?.name],
    ["priority", toNumber(subject.priority)],
    ["startTime", subject.start_time === undefined ? undefined : <RelativeTime key="b" time={toTime(subject.start_time)} />],
    ["created", <RelativeTime key="c" time={toTime(subject.created)} />],
    ["started", subject.started === undefined ? undefined : <RelativeTime key="s" time={toTime(subject.started)} />],
    ["ended", subject.ended === undefined ? undefined : <RelativeTime key="e" time={toTime(subject.ended)} />],
    ["id", <code key="i">{subject.id}</code>],
  ];
  return (
    <DescriptionList isCompact isHorizontal horizontalTermWidthModifier={{ default: "14ch" }}>
      {rows
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <DescriptionListGroup key={name}>
            <DescriptionListTerm>{t(`setting.${name}`)}</DescriptionListTerm>
            <DescriptionListDescription>{value}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
    </DescriptionList>
  );
}

function To({ path, link }: { path: string; link: { id?: string; name?: string } | undefined }) {
  if (link?.id === undefined) return <>–</>;
  return <Link to={`${path}/${link.id}`}>{link.name ?? link.id}</Link>;
}
