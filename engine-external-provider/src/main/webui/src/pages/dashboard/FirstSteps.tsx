import { Card, CardBody, CardTitle, GridItem, ProgressStep, ProgressStepper } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { IMPORTS } from "../../app/LiveUpdates";
import { useMay } from "../../app/session/SessionContext";
import { answer, api } from "../../api/client";
import { listOf } from "../../api/lists";
import { ButtonLink } from "../../components/ButtonLink";
import { hostsQuery } from "../hosts/hosts";
import { providersQuery } from "../providers/providers";
import { domainsQuery } from "../storage/storage";
import { type FirstStep, firstSteps } from "./dashboardQueries";

const TO: Record<FirstStep, string> = { host: "/hosts", domain: "/storage", provider: "/providers", import: "/import" };

/** Shows the way until something has been imported, for those who may go it. */
export function FirstSteps() {
  const { t } = useTranslation("dashboard");
  const mayConfigure = useMay("configure");
  const hosts = useQuery(hostsQuery);
  const domains = useQuery(domainsQuery);
  const providers = useQuery(providersQuery);
  const imports = useQuery({
    queryKey: [IMPORTS, "list", "first"],
    queryFn: async ({ signal }) =>
      listOf((await answer(api.GET("/ovirt-engine/api/imports", { params: { query: { max: "1" } }, signal }))).import),
  });
  const isKnown = hosts.data !== undefined && domains.data !== undefined && providers.data !== undefined && imports.data !== undefined;
  if (!mayConfigure || !isKnown || imports.data.length > 0) {
    return null;
  }
  const steps = firstSteps(hosts.data.length, domains.data.length, providers.data.length, imports.data.length);
  const next = steps.find(({ isDone }) => !isDone)?.step;
  return (
    <GridItem>
      <Card>
        <CardTitle component="h2">{t("first.title")}</CardTitle>
        <CardBody>
          <ProgressStepper aria-label={t("first.title")}>
            {steps.map(({ step, isDone }) => (
              <ProgressStep
                key={step}
                id={`first-${step}`}
                titleId={`first-${step}-title`}
                variant={isDone ? "success" : step === next ? "info" : "pending"}
                isCurrent={step === next}
                aria-label={t(`first.${step}`)}
                description={t(`first.${step}Text`)}
              >
                {t(`first.${step}`)}
              </ProgressStep>
            ))}
          </ProgressStepper>
          {next !== undefined && (
            <div className="v2v-section">
              <ButtonLink to={TO[next]}>{t(`first.${next}`)}</ButtonLink>
            </div>
          )}
        </CardBody>
      </Card>
    </GridItem>
  );
}
