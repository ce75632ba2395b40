import { Skeleton, Tooltip } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "../../components/RelativeTime";
import { StatusLabel } from "../../components/StatusLabel";
import { inventoryQuery, type Provider } from "./providers";

/** Whether the engine knows the machines of a source, and since when. */
export function ProviderState({ provider }: { provider: Provider }) {
  const { t } = useTranslation("providers");
  const inventory = useQuery(inventoryQuery(provider.id));
  if (inventory.isError) {
    return (
      <Tooltip content={inventory.error.what || t(`problem.${inventory.error.kind}.title`)}>
        {/* so that keys reach the reason */}
        <button type="button" className="v2v-plain-button">
          <StatusLabel tone="bad">{t("state.bad")}</StatusLabel>
        </button>
      </Tooltip>
    );
  }
  if (inventory.data === undefined) return <Skeleton width="8rem" screenreaderText={t("loading")} />;
  return (
    <>
      <StatusLabel tone="good">{t("state.machines", { count: inventory.data.total })}</StatusLabel>
      {inventory.data.asOf !== undefined && (
        <div className="v2v-subtle">
          <RelativeTime time={inventory.data.asOf} />
        </div>
      )}
    </>
  );
}
