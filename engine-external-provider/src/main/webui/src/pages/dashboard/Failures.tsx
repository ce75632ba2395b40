import { DataList, DataListCell, DataListItem, DataListItemCells, DataListItemRow, Label } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { listOf } from "../../api/lists";
import type { Day } from "./dashboardQueries";

/** Why imports failed in the last day, the most frequent reason first. */
export function Failures({ day }: { day: Day }) {
  const { t } = useTranslation("dashboard");
  const failures = listOf(day.failure);
  if (failures.length === 0) return <p className="v2v-subtle">{t("nothingFailed")}</p>;
  return (
    <DataList aria-label={t("failures")} isCompact>
      {failures.map((cause) => (
        <DataListItem key={cause.code} aria-labelledby={`cause-${cause.code}`}>
          <DataListItemRow>
            <DataListItemCells
              dataListCells={[
                <DataListCell key="count" isFilled={false}>
                  <Label status="danger" variant="outline">
                    {t("times", { count: Number(cause.count) })}
                  </Label>
                </DataListCell>,
                <DataListCell key="what">
                  <div id={`cause-${cause.code}`} className="v2v-long">
                    {cause.latest?.failure?.message ?? cause.code}
                  </div>
                  <div className="v2v-subtle">
                    {t("latest")} <Link to={`/imports/${cause.latest?.id}`}>{cause.latest?.name}</Link>
                  </div>
                </DataListCell>,
              ]}
            />
          </DataListItemRow>
        </DataListItem>
      ))}
    </DataList>
  );
}
