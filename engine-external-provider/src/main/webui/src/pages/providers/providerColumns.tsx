import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Column } from "../../components/table/columns";
import { ProviderState } from "./ProviderState";
import type { Provider } from "./providers";

export function useProviderColumns(): Column<Provider>[] {
  const { t } = useTranslation("providers");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("column.name"),
        sortBy: (provider) => provider.name,
        width: 25,
        render: (provider) => (
          <>
            <Link to={`/providers/${provider.id}`}>{provider.name}</Link>
            {provider.description !== "" && <div className="v2v-subtle">{provider.description}</div>}
          </>
        ),
      },
      {
        key: "type",
        title: t("column.type"),
        sortBy: (provider) => t(`type.${provider.type}`),
        render: (provider) => t(`type.${provider.type}`),
      },
      {
        key: "address",
        title: t("column.address"),
        sortBy: (provider) => provider.address || provider.url,
        width: 25,
        render: (provider) => (
          <>
            <div>{provider.address || provider.url}</div>
            {provider.username !== "" && <div className="v2v-subtle">{provider.username}</div>}
          </>
        ),
      },
      {
        key: "dataCenter",
        title: t("column.dataCenter"),
        sortBy: (provider) => provider.dataCenter.name,
        render: (provider) => (
          <>
            <div>{provider.dataCenter.name}</div>
            <div className="v2v-subtle">{provider.proxyHost?.name ?? t("anyHost")}</div>
          </>
        ),
      },
      { key: "state", title: t("column.state"), render: (provider) => <ProviderState provider={provider} /> },
    ],
    [t],
  );
}
