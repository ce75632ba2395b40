import { Grid, GridItem, Title } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../api/client";
import { listOf } from "../../../api/lists";
import { clustersQuery, referenceOf } from "../../../components/cluster/clusters";
import { SelectField } from "../../../components/form/SelectField";

interface NetworkFieldsProps {
  /** The networks that the machines have at their source. */
  sources: string[];
  cluster: string;
  networks: Record<string, string>;
  onChange: (networks: Record<string, string>) => void;
}

/** Which network of oVirt's takes the place of each at the source. */
export function NetworkFields({ sources, cluster, networks, onChange }: NetworkFieldsProps) {
  const { t } = useTranslation("import");
  const clusters = useQuery(clustersQuery);
  const dataCenter = clusters.data?.find((each) => each.id === cluster)?.dataCenter.id ?? "";
  const targets = useQuery({
    queryKey: ["networks", dataCenter],
    enabled: dataCenter !== "",
    queryFn: async ({ signal }) =>
      listOf(
        (await answer(api.GET("/ovirt-engine/api/datacenters/{id}/networks", { signal, params: { path: { id: dataCenter } } }))).network,
      ).map(referenceOf),
  });
  if (sources.length === 0) return null;
  return (
    <>
      <Title headingLevel="h2" size="lg">
        {t("settings.networks")}
      </Title>
      <Grid hasGutter md={6} xl={4}>
        {sources.map((source) => (
          <GridItem key={source}>
            <SelectField
              label={source}
              value={networks[source] ?? ""}
              onChange={(target) => onChange({ ...networks, [source]: target })}
              isPending={clusters.isPending || targets.isLoading}
              options={[
                { value: "", label: t("settings.sameNetwork") },
                ...(targets.data ?? []).map((target) => ({ value: target.name, label: target.name })),
              ]}
            />
          </GridItem>
        ))}
      </Grid>
    </>
  );
}
