import { DataList, DataListCell, DataListItem, DataListItemCells, DataListItemRow } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Import } from "../imports/importQueries";
import { LiveProgress } from "../imports/LiveProgress";

export function Running({ imports }: { imports: Import[] }) {
  const { t } = useTranslation("dashboard");
  if (imports.length === 0) return <p className="v2v-subtle">{t("nothingRuns")}</p>;
  return (
    <DataList aria-label={t("running")} isCompact>
      {imports.map((each) => (
        <DataListItem key={each.id} aria-labelledby={`running-${each.id}`}>
          <DataListItemRow>
            <DataListItemCells
              dataListCells={[
                <DataListCell key="name" width={1}>
                  <Link id={`running-${each.id}`} to={`/imports/${each.id}`} className="v2v-long">
                    {each.name}
                  </Link>
                </DataListCell>,
                <DataListCell key="progress" width={2}>
                  <LiveProgress subject={each} />
                </DataListCell>,
              ]}
            />
          </DataListItemRow>
        </DataListItem>
      ))}
    </DataList>
  );
}
