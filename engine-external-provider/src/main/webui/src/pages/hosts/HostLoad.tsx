import { Skeleton } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listOf } from "../../api/lists";
import { toNumber } from "../../api/values";
import { useFormat } from "../../components/format";
import { type Host, hostLoadQuery } from "./hosts";
import { OwedRemovals } from "./OwedRemovals";

/** How many conversions run on a host, and how busy its processors are. */
export function HostLoad({ host }: { host: Host }) {
  const { t } = useTranslation("hosts");
  const format = useFormat();
  const load = useQuery({ ...hostLoadQuery(host.id), enabled: host.abilities !== undefined });
  if (host.abilities === undefined || load.isError) return <>–</>;
  if (load.data === undefined) return <Skeleton width="6rem" screenreaderText={t("loading")} />;
  const jobs = listOf(load.data.job).filter((job) => !["aborted", "error", "done"].includes(job.status ?? ""));
  const most = toNumber(load.data.load?.most_conversions);
  const cpu = toNumber(load.data.load?.cpu_load);
  return (
    <>
      <div className="v2v-nowrap" title={jobs.map((job) => job.name).join(", ")}>
        {most === undefined ? t("load.jobs", { count: jobs.length }) : t("load.jobsOf", { jobs: format.number(jobs.length), most: format.number(most) })}
      </div>
      {cpu !== undefined && (
        <div className="v2v-subtle">
          {t("load.cpu", { load: format.number(cpu, 1), threads: host.abilities.cpuThreads ?? "?" })}
        </div>
      )}
      <OwedRemovals host={host} />
    </>
  );
}
