import { Alert, Content, ExpandableSection } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../components/format";
import type { Check, Machine } from "./storage";

/** What the check of an export domain has found; nothing if all is well. */
export function DomainFindings({ check, machines }: { check: Check; machines: Machine[] }) {
  const { t } = useTranslation("storage");
  const format = useFormat();
  const names = new Map(machines.map((machine) => [machine.id, machine.name]));
  return (
    <>
      {check.defects.length > 0 && (
        <Alert isInline variant="warning" title={t("check.title", { count: check.defects.length })} component="h2" className="v2v-tab">
          <ul className="v2v-list">
            {check.defects.map((defect) => (
              <li key={defect.path + defect.problem}>
                {names.get(defect.machine) ?? defect.machine}: {defect.problem} <code>{defect.path}</code>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {check.orphans.length > 0 && (
        <ExpandableSection
          className="v2v-tab"
          toggleText={t("check.orphans", {
            count: check.orphans.length,
            size: format.bytes(check.orphans.reduce((sum, orphan) => sum + orphan.bytes, 0)),
          })}
        >
          <Content component="p">{t("check.orphansText")}</Content>
          <ul className="v2v-list">
            {check.orphans.map((orphan) => (
              <li key={orphan.path}>
                <code>{orphan.path}</code> {format.bytes(orphan.bytes)}{" "}
                <span className="v2v-subtle">{format.time(orphan.modified)}</span>
              </li>
            ))}
          </ul>
        </ExpandableSection>
      )}
      {!check.isComplete && <Content component="p">{t("check.incomplete")}</Content>}
    </>
  );
}
