import { Card, CardBody, CardTitle, Grid, GridItem, PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { toNumber } from "../../api/values";
import { PageHeader } from "../../components/PageHeader";
import { QueryView } from "../../components/QueryView";
import { hostsQuery } from "../hosts/hosts";
import { useQueue } from "../queue/queueQueries";
import { domainsQuery } from "../storage/storage";
import { Concerns } from "./Concerns";
import { dayQuery, runningQuery } from "./dashboardQueries";
import { Copied } from "./Copied";
import { Failures } from "./Failures";
import { Figures } from "./Figures";
import { FirstSteps } from "./FirstSteps";
import { Running } from "./Running";
import { DomainSpace } from "./DomainSpace";

/** What is seen first: what runs, what has become of the rest, and what needs somebody. */
export default function DashboardPage() {
  const { t } = useTranslation("dashboard");
  const day = useQuery(dayQuery);
  const queue = useQueue();
  const running = useQuery(runningQuery);
  const hosts = useQuery(hostsQuery);
  const domains = useQuery(domainsQuery);
  return (
    <>
      <PageHeader title={t("title")} />
      <PageSection hasBodyWrapper={false} isFilled>
        <QueryView query={day}>
          {(told) => (
            <Grid hasGutter>
              <FirstSteps />
              <GridItem>
                <Figures
                  running={toNumber(queue.data?.running)}
                  waiting={toNumber(queue.data?.waiting)}
                  succeeded={toNumber(told.succeeded)}
                  failed={toNumber(told.failed)}
                />
              </GridItem>
              <GridItem lg={7}>
                <Part title={t("running")}>
                  <QueryView query={running}>{(imports) => <Running imports={imports} />}</QueryView>
                </Part>
              </GridItem>
              <GridItem lg={5}>
                <Part title={t("attention")}>
                  <Concerns hosts={hosts} domains={domains} queue={queue} />
                </Part>
              </GridItem>
              <GridItem lg={7}>
                <Part title={t("copied.title")}>
                  <Copied day={told} />
                </Part>
              </GridItem>
              <GridItem lg={5}>
                <Part title={t("failures")}>
                  <Failures day={told} />
                </Part>
              </GridItem>
              <GridItem>
                <Part title={t("space")}>
                  <QueryView query={domains}>{(known) => <DomainSpace domains={known} />}</QueryView>
                </Part>
              </GridItem>
            </Grid>
          )}
        </QueryView>
      </PageSection>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card isFullHeight>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>{children}</CardBody>
    </Card>
  );
}
