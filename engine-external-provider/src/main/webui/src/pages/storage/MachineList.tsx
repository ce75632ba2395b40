import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { STORAGE } from "../../app/LiveUpdates";
import { useMay } from "../../app/session/SessionContext";
import { ButtonLink } from "../../components/ButtonLink";
import { EmptyPage } from "../../components/EmptyPage";
import { useFormat } from "../../components/format";
import { ProblemAlert } from "../../components/ProblemAlert";
import { QueryView } from "../../components/QueryView";
import { RemoveDialog } from "../../components/RemoveDialog";
import { RowActions } from "../../components/RowActions";
import { StatusLabel } from "../../components/StatusLabel";
import { DataTable } from "../../components/table/DataTable";
import { useDownload } from "../../components/useDownload";
import { DomainFindings } from "./DomainFindings";
import { type Check, checkQuery, type Domain, type Machine, machinesQuery, ovfOf, removeMachine } from "./storage";

/** The machines that lie in an export domain. */
export function MachineList({ domain }: { domain: Domain }) {
  const { t } = useTranslation("storage");
  const format = useFormat();
  const mayImport = useMay("import", domain.dataCenter.id);
  const machines = useQuery(machinesQuery(domain.id));
  const check = useQuery(checkQuery(domain.id));
  const { failure, download } = useDownload();
  const problem = failure ?? check.error;
  const [removed, setRemoved] = useState<Machine>();
  return (
    <QueryView query={machines}>
      {(rows) => (
        <>
          {problem && <ProblemAlert problem={problem} />}
          {check.data && <DomainFindings check={check.data} machines={rows} />}
          <DataTable<Machine>
            label={t("machines.label", { name: domain.name })}
            rows={rows}
            rowKey={(row) => row.id}
            rowName={(row) => row.name}
            filterText={(row) => row.name}
            initialSorting={{ key: "name", direction: "asc" }}
            empty={
              <EmptyPage
                title={t("machines.emptyTitle")}
                text={t("machines.emptyText")}
                action={mayImport ? <ButtonLink to={`/import?domain=${encodeURIComponent(domain.id)}`}>{t("import")}</ButtonLink> : undefined}
              />
            }
            columns={[
              { key: "name", title: t("machines.name"), render: (row) => <Link to={`/imports/${row.id}`}>{row.name}</Link>, sortBy: (row) => row.name, width: 25 },
              { key: "check", title: t("machines.check"), render: (row) => <CheckState check={check.data} machine={row} /> },
              { key: "os", title: t("machines.os"), render: (row) => row.os || "–", sortBy: (row) => row.os },
              { key: "memory", title: t("machines.memory"), render: (row) => format.bytes(row.memory), sortBy: (row) => row.memory, isNumber: true },
              { key: "cores", title: t("machines.cores"), render: (row) => row.cores ?? "–", sortBy: (row) => row.cores, isNumber: true },
              {
                key: "disks",
                title: t("machines.disks"),
                render: (row) => <Disks machine={row} />,
                sortBy: (row) => row.disks.reduce((sum, disk) => sum + (disk.size ?? 0), 0),
                width: 30,
              },
            ]}
            actions={(row) => (
              <RowActions
                name={row.name}
                actions={[
                  { title: t("machines.ovf"), onClick: () => void download(`${row.name}.ovf`, () => ovfOf(domain.id, row.id), "application/xml") },
                  ...(mayImport ? [{ title: t("machines.remove"), isDanger: true, onClick: () => setRemoved(row) }] : []),
                ]}
              />
            )}
          />
          {removed && (
            <RemoveDialog
              title={t("machines.removeTitle", { name: removed.name, domain: domain.name })}
              remove={() => removeMachine(domain.id, removed.id)}
              changes={[STORAGE]}
              onClose={() => setRemoved(undefined)}
            >
              {t("machines.removeText")}
            </RemoveDialog>
          )}
        </>
      )}
    </QueryView>
  );
}

function CheckState({ check, machine }: { check: Check | undefined; machine: Machine }) {
  const { t } = useTranslation("storage");
  if (check === undefined) return <>–</>;
  const isBroken = check.defects.some((defect) => defect.machine === machine.id);
  return <StatusLabel tone={isBroken ? "bad" : "good"}>{t(isBroken ? "check.broken" : "check.sound")}</StatusLabel>;
}

function Disks({ machine }: { machine: Machine }) {
  const format = useFormat();
  return (
    <ul className="v2v-list">
      {machine.disks.map((disk, index) => (
        <li key={`${disk.name}-${index}`}>
          {format.bytes(disk.size)} {disk.format} <span className="v2v-subtle">{disk.name}</span>
        </li>
      ))}
    </ul>
  );
}
