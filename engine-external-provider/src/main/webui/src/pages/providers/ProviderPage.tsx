import { Button, PageSection, Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useMayImportFrom } from "../../app/session/SessionContext";
import { ButtonLink } from "../../components/ButtonLink";
import { PageHeader } from "../../components/PageHeader";
import { QueryView } from "../../components/QueryView";
import { RowActions } from "../../components/RowActions";
import { ProviderDialogs, type OpenProviderDialog } from "./ProviderDialogs";
import { ProviderEvents } from "./ProviderEvents";
import { ProviderImports } from "./ProviderImports";
import { ProviderMachines } from "./ProviderMachines";
import { providerQuery } from "./providers";
import { useProviderActions } from "./useProviderActions";

const TABS = { machines: ProviderMachines, imports: ProviderImports, events: ProviderEvents };
type TabName = keyof typeof TABS;

/** One provider: what it has, what came from it, and what happened. */
export default function ProviderPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("providers");
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<OpenProviderDialog>();
  const mayImportFrom = useMayImportFrom();
  const actionsOf = useProviderActions(setOpen);
  const wanted = search.get("tab") ?? "machines";
  const tab: TabName = wanted in TABS ? (wanted as TabName) : "machines";
  const query = useQuery(providerQuery(id));
  const breadcrumbs = [{ title: t("title"), to: "/providers" }];
  return (
    <QueryView query={query} breadcrumbs={breadcrumbs}>
      {(provider) => (
        <>
          <PageHeader
            title={provider.name}
            description={[provider.address || provider.url, provider.description].filter((part) => part !== "").join(" · ")}
            breadcrumbs={breadcrumbs}
            actions={
              <>
                {mayImportFrom(provider) && <ButtonLink to={`/import?provider=${encodeURIComponent(id)}`}>{t("page.import")}</ButtonLink>}
                {mayImportFrom(provider) && (
                  <Button variant="secondary" onClick={() => setOpen({ dialog: "test", provider })}>
                    {t("test.do")}
                  </Button>
                )}
                <RowActions name={provider.name} actions={actionsOf(provider).filter(({ title }) => title !== t("test.do"))} />
              </>
            }
          />
          <PageSection hasBodyWrapper={false} isFilled>
            <Tabs
              activeKey={tab}
              onSelect={(_event, key) => setSearch(key === "machines" ? {} : { tab: String(key) }, { replace: true })}
              aria-label={t("page.tabs")}
            >
              {(Object.keys(TABS) as TabName[]).map((name) => {
                const Content = TABS[name];
                return (
                  <Tab key={name} eventKey={name} title={<TabTitleText>{t(`page.${name}`)}</TabTitleText>}>
                    {name === tab && (
                      <div className="v2v-tab">
                        <Content provider={provider} />
                      </div>
                    )}
                  </Tab>
                );
              })}
            </Tabs>
          </PageSection>
          <ProviderDialogs open={open} onClose={() => setOpen(undefined)} onOpen={setOpen} onRemoved={() => void navigate("/providers", { replace: true })} />
        </>
      )}
    </QueryView>
  );
}
