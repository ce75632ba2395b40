import { PageSection, Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { EVERYWHERE } from "../../app/session/session";
import { useMay } from "../../app/session/SessionContext";
import { problemOfFailure } from "../../api/problem";
import { ButtonLink } from "../../components/ButtonLink";
import { PageHeader } from "../../components/PageHeader";
import { ProblemAlert } from "../../components/ProblemAlert";
import { QueryView } from "../../components/QueryView";
import { DomainDetails } from "./DomainDetails";
import { DomainStatus } from "./DomainStatus";
import { MachineList } from "./MachineList";
import { domainQuery } from "./storage";

/** One export domain: what lies in it, and the way to bring more. */
export default function DomainPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("storage");
  const [search, setSearch] = useSearchParams();
  const domain = useQuery(domainQuery(id));
  const mayImport = useMay("import", domain.data?.dataCenter.id ?? EVERYWHERE);
  const tab = search.get("tab") ?? "import";
  const breadcrumbs = [{ title: t("title"), to: "/storage" }];
  return (
    <QueryView query={domain} breadcrumbs={breadcrumbs}>
      {(found) => (
        <>
          <PageHeader
            title={found.name}
            badge={<DomainStatus domain={found} />}
            breadcrumbs={breadcrumbs}
            actions={mayImport ? <ButtonLink to={`/import?domain=${encodeURIComponent(id)}`}>{t("import")}</ButtonLink> : undefined}
          />
          <PageSection hasBodyWrapper={false} isFilled>
            {found.problem && <ProblemAlert problem={problemOfFailure(found.problem)} title={found.problem.message} />}
            <Tabs
              activeKey={tab}
              onSelect={(_event, key) => setSearch(key === "import" ? {} : { tab: String(key) }, { replace: true })}
              aria-label={t("tabs")}
            >
              <Tab eventKey="import" title={<TabTitleText>{t("tab.import")}</TabTitleText>}>
                {tab === "import" && <MachineList domain={found} />}
              </Tab>
              <Tab eventKey="details" title={<TabTitleText>{t("tab.details")}</TabTitleText>}>
                <DomainDetails domain={found} />
              </Tab>
            </Tabs>
          </PageSection>
        </>
      )}
    </QueryView>
  );
}
