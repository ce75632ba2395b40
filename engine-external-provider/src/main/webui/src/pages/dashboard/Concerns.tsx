import { Alert, AlertGroup } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Concern } from "./dashboardQueries";

/** What somebody has to look after, each with the way there. */
export function Concerns({ found }: { found: Concern[] }) {
  const { t } = useTranslation("dashboard");
  if (found.length === 0) return <p className="v2v-subtle">{t("nothingNeedsAttention")}</p>;
  return (
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
  );
}
