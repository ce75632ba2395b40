import { Button } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../../api/problem";
import { clustersQuery } from "../../components/cluster/clusters";
import { ProblemAlert } from "../../components/ProblemAlert";
import { hostsQuery } from "../hosts/hosts";
import { domainsQuery } from "../storage/storage";
import type { DraftMachine } from "./draft";
import type { SourceMachine } from "./machines";
import { machinesOfTable, TableError, textOfTable } from "./table";

const LARGEST = 4 << 20;

/** Takes machines and their settings from a file that was written here, or in a spreadsheet. */
export function TableReader({ machines, onRead }: { machines: SourceMachine[]; onRead: (machines: DraftMachine[]) => void }) {
  const { t } = useTranslation("import");
  const input = useRef<HTMLInputElement>(null);
  const clusters = useQuery(clustersQuery);
  const domains = useQuery(domainsQuery);
  const hosts = useQuery(hostsQuery);
  const [problem, setProblem] = useState<Problem>();

  const read = async (file: File) => {
    setProblem(undefined);
    try {
      if (file.size > LARGEST) throw new TableError("value", 1, file.name, "");
      const known = { machines, clusters: clusters.data ?? [], domains: domains.data ?? [], hosts: hosts.data ?? [] };
      onRead(machinesOfTable(textOfTable(await file.arrayBuffer()), known));
    } catch (error) {
      const what =
        error instanceof TableError
          ? t(`csv.error.${error.key}`, { line: error.line, value: error.value, column: error.column })
          : String(error);
      setProblem(new Problem({ kind: "refused", what, remedy: t("csv.remedy") }));
    }
  };

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label={t("csv.read")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file !== undefined) void read(file);
        }}
      />
      <Button variant="secondary" onClick={() => input.current?.click()}>
        {t("csv.read")}
      </Button>
      {problem !== undefined && <ProblemAlert problem={problem} title={t("csv.failed")} />}
    </>
  );
}
