import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Space } from "./Space";
import type { Domain } from "./storage";

export function DomainDetails({ domain }: { domain: Domain }) {
  const { t } = useTranslation("storage");
  const rows: [string, ReactNode][] = [
    ["space", <Space key="space" domain={domain} />],
    ["dataCenter", domain.dataCenter.name || "–"],
    ["host", domain.host.name],
    ["type", domain.type],
    ["location", domain.location],
    ["mountPath", <code key="mount">{domain.mountPath}</code>],
    ["id", <code key="id">{domain.id}</code>],
  ];
  return (
    <DescriptionList isHorizontal isCompact horizontalTermWidthModifier={{ default: "14ch" }} className="v2v-tab">
      {rows.map(([name, value]) => (
        <DescriptionListGroup key={name}>
          <DescriptionListTerm>{t(`column.${name}`)}</DescriptionListTerm>
          <DescriptionListDescription>{value}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
