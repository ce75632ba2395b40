import { Alert, AlertGroup } from "@patternfly/react-core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Problem } from "../../api/problem";
import { QueryView } from "../../components/QueryView";
import type { Host } from "../hosts/hosts";
import type { Domain } from "../storage/storage";
import { concerns, type Queue } from "./dashboardQueries";

interface ConcernsProps {
  hosts: UseQueryResult<Host[], Problem>;
  domains: UseQueryResult<Domain[], Problem>;
  queue: UseQueryResult<Queue, Problem>;
}

/** What somebody has to look after, each with the way there: as far as it is known, and nothing only when all is that is asked for. */
export function Concerns({ hosts, domains, queue }: ConcernsProps) {
  const { t } = useTranslation("dashboard");
  const found = concerns(hosts.data ?? [], domains.data ?? [], queue.data);
  const unknown = [hosts, domains, queue].filter((query) => query.isEnabled && query.data === undefined);
  const failed = unknown.filter((query) => query.error !== null);
  // one is enough to show that something is being asked for
  const shown = failed.length > 0 ? failed : unknown.slice(0, 1);
  return (
    <>
      {shown.map((query, index) => (
        <QueryView<unknown> key={index} query={query}>
          {() => null}
        </QueryView>
      ))}
      {unknown.length === 0 && found.length === 0 && <p className="v2v-subtle">{t("nothingNeedsAttention")}</p>}
      <AlertGroup>
        {found.map(({ key, text, name, what, remedy, to }) => (
          <Alert
            key={key}
            variant="warning"
            isInline
            isPlain
            component="h3"
            title={t(`concern.${text}`, { name })}
            actionLinks={<Link to={to}>{t("look")}</Link>}
          >
            {what !== "" && <p>{what}</p>}
            {remedy !== undefined && <p className="v2v-subtle">{remedy}</p>}
          </Alert>
        ))}
      </AlertGroup>
    </>
  );
}
