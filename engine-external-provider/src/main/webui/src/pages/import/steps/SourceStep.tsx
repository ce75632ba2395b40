import { Radio } from "@patternfly/react-core";
import { CloudIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay, useMayImportFrom } from "../../../app/session/SessionContext";
import { ButtonLink } from "../../../components/ButtonLink";
import { EmptyPage } from "../../../components/EmptyPage";
import { QueryView } from "../../../components/QueryView";
import { ProviderState } from "../../providers/ProviderState";
import { providersQuery } from "../../providers/providers";
import { domainsQuery } from "../../storage/storage";
import type { Draft } from "../draft";

export function SourceStep({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const { t } = useTranslation("import");
  const providers = useQuery(providersQuery);
  const mayAdd = useMay("configure");
  const mayImportFrom = useMayImportFrom();
  return (
    <QueryView query={providers}>
      {(all) => {
        const rows = all.filter(mayImportFrom);
        return rows.length === 0 ? (
          <EmptyPage
            icon={CloudIcon}
            title={t("source.none")}
            text={t("source.noneText")}
            action={mayAdd ? <ButtonLink to="/providers">{t("source.add")}</ButtonLink> : undefined}
          />
        ) : (
          <fieldset className="v2v-choices">
            <legend>{t("source.label")}</legend>
            {rows.map((provider) => (
              <div key={provider.id} className="v2v-choice">
                <Radio
                  id={`provider-${provider.id}`}
                  name="provider"
                  label={provider.name}
                  description={[provider.address || provider.url, provider.dataCenter.name].join(" · ")}
                  isChecked={draft.provider === provider.id}
                  onChange={() => onChange({ provider: provider.id, machines: [], networks: {} })}
                />
                <div>
                  <ProviderState provider={provider} />
                </div>
              </div>
            ))}
            <ExportDomains />
          </fieldset>
        );
      }}
    </QueryView>
  );
}

/** What lies in an export domain is oVirt's to take; the way to see it is here, where somebody may look for it. */
function ExportDomains() {
  const { t } = useTranslation("import");
  const domains = useQuery(domainsQuery);
  if (!domains.data?.length) return null;
  return (
    <p className="v2v-choices__hint v2v-subtle">
      {t("source.domains")}{" "}
      {domains.data.map((domain, index) => (
        <Fragment key={domain.id}>
          {index > 0 && ", "}
          <Link to={`/storage/${domain.id}`}>{domain.name}</Link>
        </Fragment>
      ))}
    </p>
  );
}
