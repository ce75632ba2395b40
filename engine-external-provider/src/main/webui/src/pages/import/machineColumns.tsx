import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../components/format";
import { StatusLabel } from "../../components/StatusLabel";
import type { Column } from "../../components/table/columns";
import { concernsOf, type SourceMachine } from "./machines";

export function useMachineColumns(): Column<SourceMachine>[] {
  const { t } = useTranslation("import");
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("column.name"),
        sortBy: (machine) => machine.name,
        width: 30,
        render: (machine) => (
          <>
            <div>{machine.name}</div>
            <div className="v2v-subtle">{machine.os}</div>
          </>
        ),
      },
      {
        key: "size",
        title: t("column.size"),
        isNumber: true,
        sortBy: (machine) => machine.capacity,
        render: (machine) => format.bytes(machine.capacity),
      },
      { key: "host", title: t("column.host"), sortBy: (machine) => machine.host, render: (machine) => machine.host },
      {
        key: "concerns",
        title: t("column.concerns"),
        sortBy: (machine) => {
          const { critical, warnings } = concernsOf(machine);
          return critical !== undefined ? 0 : warnings.length > 0 ? 1 : 2;
        },
        render: (machine) => {
          const { critical, warnings } = concernsOf(machine);
          return (
            <>
              {critical !== undefined && <StatusLabel tone="bad">{t(`concern.${critical}`)}</StatusLabel>}
              {warnings.map((warning) => (
                <StatusLabel key={warning} tone="warning">
                  {t(`concern.${warning}`)}
                </StatusLabel>
              ))}
            </>
          );
        },
      },
    ],
    [t, format],
  );
}
